package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.TextFile;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.compensation.CompensationRules;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = {
            "Judges what was settled since the last time, and gives back what the rules say; the night does the same.",
            "With --trial, shows what the rules of a file would give for the last runs, and changes nothing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  reckon compensation run", "  reckon compensation run --trial rules.yaml --runs 30"})
final class CompensationRunCommand extends Verb {
    @Option(names = "--trial", paramLabel = "FILE", description = "Only try the rules of this file.")
    private @Nullable Path trial;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "With --trial: on so many of the last runs (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) throws IOException {
        if (runs < 1) {
            throw new Refusal("--runs is at least 1, not " + runs + ".");
        }
        CompensationJob job = new CompensationJob(session);
        Path file = trial;
        if (file != null) {
            CompensationRules rules = CompensationYaml.read(TextFile.read(file), file.toString());
            show(
                    session.output(),
                    "Trial on the last " + (runs == 1 ? "run" : runs + " runs"),
                    rules,
                    job.trial(rules, runs),
                    "A trial: nothing was given. Limits of a month count what the trial itself gives.");
            return Exit.CLEAN;
        }
        List<Judged> done = job.rounds(act.act());
        if (done.isEmpty()) {
            session.output().say("Nothing to judge: there are no rules, or no run since the last time.");
        }
        for (Judged judged : done) {
            show(
                    session.output(),
                    "Compensation for " + judged.round().runs(),
                    judged.round().rules(),
                    judged.given(),
                    "By version " + judged.round().rulesVersion() + " of the rules.");
        }
        return Exit.CLEAN;
    }

    private static void show(
            Output output, String title, CompensationRules rules, List<GivenBack> given, String footnote) {
        ReportTable.Builder table = ReportTable.titled(title)
                .columns(
                        Column.text("rule", "Rule"),
                        Column.count("events", "Events"),
                        Column.count("accounts", "Accounts"),
                        Column.money("borne", "Borne"),
                        Column.money("given_back", "Given back"));
        long events = 0;
        Money borne = Money.ZERO;
        Money amount = Money.ZERO;
        for (Judged.OfRule line : Judged.byRule(rules, given)) {
            table.row(
                    Cell.of(line.rule()),
                    Cell.of(line.events()),
                    Cell.of(line.accounts()),
                    Cell.of(line.borne()),
                    Cell.of(line.amount()));
            events += line.events();
            borne = borne.plus(line.borne());
            amount = amount.plus(line.amount());
        }
        output.table(
                table.total(List.of(Cell.of("Total"), Cell.of(events), Cell.blank(), Cell.of(borne), Cell.of(amount)))
                        .footnote(footnote)
                        .build());
    }
}
