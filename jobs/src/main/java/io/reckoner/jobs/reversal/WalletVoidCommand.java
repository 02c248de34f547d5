package io.reckoner.jobs.reversal;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.report.SettledUsage;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reckon wallet void}. */
@Command(
        name = "void",
        description =
                "Takes charges back: what an event drew returns to its lots in reverse order, what it owed is owed no more. "
                        + "Each event at most once; all of them or none.",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet void evt_9f evt_a0 --account acme --reason \"ticket 4711: wrong model served\"")
public final class WalletVoidCommand extends Verb {
    @Parameters(arity = "1..*", paramLabel = "EVENT", description = "Ids of events: see reckon report events.")
    private List<String> events = List.of();

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Whose events, where ids alone do not say it.")
    private @Nullable String account;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        List<Voids.Voided> done;
        try (FactsSession facts = SettledUsage.facts(session, FactScope.everything())) {
            done = session.database().inTransaction(jdbc -> new Voids(jdbc, new ChargeView(facts))
                    .voidCharges(events.stream().distinct().toList(), account, act.act()));
        }
        ReportTable.Builder table = ReportTable.titled("Voided charges")
                .columns(
                        Column.text("account", "Account"),
                        Column.text("event", "Event"),
                        Column.exactMoney("charge", "Charge"),
                        Column.text("done", "Done"),
                        Column.instant("lands", "Lands"));
        for (Voids.Voided voided : done) {
            table.row(
                    Cell.of(voided.account()),
                    Cell.of(voided.event()),
                    Cell.of(voided.charge()),
                    Cell.of(
                            switch (voided.occasion()) {
                                case NOW -> "now";
                                case BEFORE -> "before";
                            }),
                    Cell.of(voided.actsAt()));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }
}
