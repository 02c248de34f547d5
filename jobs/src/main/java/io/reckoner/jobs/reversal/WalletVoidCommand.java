package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.ReferenceOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.report.SettledUsage;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
                        + "Each event at most once; all of them or none. Events are named by id, or by account and days, and if wanted "
                        + "model, provider, key.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon wallet void evt_9f evt_a0 --account acme --reason \"ticket 4711: wrong model served\"",
            "  reckon wallet void --account acme --model openai/gpt-4o --from 2026-03-02 --to 2026-03-03 --dry-run",
            "  reckon wallet void --account acme --from 2026-03-02 --to 2026-03-02 --ref outage-2 --reason outage"
        })
public final class WalletVoidCommand extends Verb {
    @Parameters(arity = "0..*", paramLabel = "EVENT", description = "Ids of events: see reckon report events.")
    private List<String> events = List.of();

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "Whose events; by id only where that does not say it.")
    private @Nullable String account;

    @Option(names = "--model", paramLabel = "MODEL", description = "Only usage of this model, as it is priced.")
    private @Nullable String model;

    @Option(names = "--provider", paramLabel = "PROVIDER", description = "Only usage of this provider.")
    private @Nullable String provider;

    @Option(names = "--key", paramLabel = "KEY", description = "Only usage of this key.")
    private @Nullable String key;

    @Option(names = "--from", paramLabel = "DAY", description = "First UTC day of the events' own times.")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last UTC day, inclusive.")
    private @Nullable LocalDate to;

    @Option(names = "--dry-run", description = "Says what would be voided, where events are not named by id.")
    private boolean dryRun;

    @Mixin
    private ReferenceOption reference = new ReferenceOption();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Optional<ChargeFilter> filter = filter();
        try (FactsSession facts = SettledUsage.facts(session, FactScope.everything())) {
            Optional<List<Voids.Voided>> done = session.database().inTransaction(jdbc -> {
                Voids voids = new Voids(jdbc, new ChargeView(facts));
                if (filter.isEmpty()) {
                    return Optional.of(
                            voids.voidCharges(events.stream().distinct().toList(), account, act.act()));
                }
                return dryRun
                        ? Optional.of(voids.preview(filter.get()))
                        : voids.voidMatching(filter.get(), reference.reference(), act.act());
            });
            done.ifPresentOrElse(voided -> show(session, voided), () -> session.output()
                    .say("Voided under this reference before; nothing changed."));
        }
        return Exit.CLEAN;
    }

    /** Nothing where events are named by id. */
    private Optional<ChargeFilter> filter() {
        boolean narrowed = model != null || provider != null || key != null || from != null || to != null || dryRun;
        if (!events.isEmpty()) {
            if (narrowed) {
                throw new Refusal(
                        "events are named by id, so --model, --provider, --key, --from, --to and --dry-run say"
                                + " nothing. Give ids or these, not both.");
            }
            return Optional.empty();
        }
        if (account == null || from == null || to == null) {
            throw new Refusal("name events by id, or give --account, --from and --to.");
        }
        return Optional.of(new ChargeFilter(account, model, provider, key, from, to));
    }

    private void show(Session session, List<Voids.Voided> done) {
        ReportTable.Builder table = ReportTable.titled(dryRun ? "Would be voided" : "Voided charges")
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
        List<Money> now = done.stream()
                .filter(voided -> voided.occasion() == Occasion.NOW)
                .map(Voids.Voided::charge)
                .toList();
        session.output().table(table.build());
        session.output()
                .say(now.size() + (now.size() == 1 ? " charge" : " charges") + " now, "
                        + now.stream().reduce(Money.ZERO, Money::plus) + " USD together; " + (done.size() - now.size())
                        + " before.");
    }
}
