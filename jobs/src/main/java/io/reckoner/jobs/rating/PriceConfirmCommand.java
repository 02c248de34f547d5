package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.rating.PendingTable.Pending;
import io.reckoner.jobs.rating.SheetImports.Decision;
import io.reckoner.reports.table.Counted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prices of a sheet that wait: lists, confirms or rejects them. */
@Command(
        name = "confirm",
        description = {
            "Lists the prices of sheets that wait; confirms or rejects them by model.",
            "Confirmed prices hold from the instant the import stated; charges already booked stay as they are. "
                    + "Rejected ones do not come back while the sheet says the same."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon price confirm",
            "  reckon price confirm openai/o3 --reason \"cut by five, see their blog\"",
            "  reckon price confirm --all --provider wandb --reject --reason \"cents typed as dollars\""
        })
final class PriceConfirmCommand extends Verb {
    @Parameters(arity = "0..*", paramLabel = "MODEL", description = "Models as they are listed.")
    private List<String> models = List.of();

    @Option(names = "--all", description = "Every model that waits.")
    private boolean all;

    @Option(names = "--provider", paramLabel = "NAME", description = "At this provider only.")
    private @Nullable String provider;

    @Option(names = "--reject", description = "Reject them: the book keeps what it has.")
    private boolean reject;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        SheetImports imports = new SheetImports(session.database().jdbc());
        List<Pending> waiting = imports.waiting().stream()
                .filter(pending -> provider == null || pending.provider().equals(provider))
                .toList();
        if (models.isEmpty() && !all) {
            if (reject) {
                throw new Refusal("--reject needs the models to reject, or --all.");
            }
            if (waiting.isEmpty()) {
                session.output().say("No prices wait.");
            } else {
                session.output().table(SheetTables.waiting("Prices that wait for confirmation", waiting));
            }
            return Exit.CLEAN;
        }
        Decision decision = reject ? Decision.REJECT : Decision.CONFIRM;
        Act by = act.act().withReason(reject ? "a rejection" : "a confirmation");
        List<Pending> chosen = chosen(waiting);
        SheetImports.Decided decided =
                session.database().inTransaction(jdbc -> new SheetImports(jdbc).decide(chosen, decision, by));
        session.output()
                .table(SheetTables.waiting(
                        decision == Decision.CONFIRM ? "Confirmed prices" : "Rejected prices", chosen));
        String models = Counted.of(chosen.size(), "model");
        session.output()
                .say(
                        switch (decision) {
                            case CONFIRM ->
                                "Confirmed the prices of " + models + "."
                                        + decided.version()
                                                .map(number -> " Price book " + number
                                                        + " holds them. Runs opened from now on settle by it.")
                                                .orElse(" The book says the same already.");
                            case REJECT -> "Rejected the prices of " + models + ". The book stays as it is.";
                        });
        decided.leftOut().forEach(change -> session.output()
                .say(change.model() + " at " + change.provider() + ": "
                        + change.place().code()
                        + " concerns a charge of yours and was left out. The next sheet that says so asks again:"
                        + " reject it then, or import a book that states it with its charge."));
        return Exit.CLEAN;
    }

    private List<Pending> chosen(List<Pending> waiting) {
        if (all) {
            if (!models.isEmpty()) {
                throw new Refusal("name models or give --all, not both.");
            }
            if (waiting.isEmpty()) {
                throw new Refusal("no prices wait" + (provider == null ? "." : " at " + provider + "."));
            }
            return waiting;
        }
        List<String> unknown = models.stream()
                .filter(model ->
                        waiting.stream().noneMatch(pending -> pending.model().equals(model)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new Refusal("no prices wait for " + String.join(", ", unknown)
                    + ". See what waits with: reckon price confirm.");
        }
        return waiting.stream()
                .filter(pending -> models.contains(pending.model()))
                .toList();
    }
}
