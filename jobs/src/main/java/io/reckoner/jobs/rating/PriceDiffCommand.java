package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.kernel.rating.CostChange;
import io.reckoner.kernel.rating.SheetUpdate;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diff",
        description = "Shows what a price sheet would change, what looks wrong in it and what of it cannot be taken. "
                + "Changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon price diff model_prices_and_context_window.json --as litellm",
            "  reckon price diff data.json.gz --as genai-prices --provider openai --show doubts --format csv",
            "  reckon price diff my-prices.yaml"
        })
final class PriceDiffCommand extends Verb {
    /** The parts of a difference. */
    private enum Part {
        CHANGES,
        NEW,
        WAITING,
        GONE,
        DOUBTS,
        REFUSED,
        UNUSED
    }

    @Parameters(paramLabel = "FILE", description = "The sheet; or a book in our YAML, or rate cards as a .csv.")
    private Path file = Path.of("");

    @Mixin
    private SheetOptions sheets = new SheetOptions();

    @Option(
            names = "--show",
            paramLabel = "PART",
            description = "changes to models of the book, new models, waiting, gone from the sheet, doubts, refused or "
                    + "unused (default: ${DEFAULT-VALUE}).",
            defaultValue = "changes")
    private Part part = Part.CHANGES;

    @Override
    protected Exit run(Session session) throws IOException {
        sheets.refuseAlone();
        Output output = session.output();
        if (!sheets.isSheet()) {
            own(output, new PriceBooks(session.database().jdbc()).difference(BookFile.read(file)));
            return Exit.CLEAN;
        }
        PriceSheet sheet = sheets.read(file, session);
        SheetUpdate update = new SheetImports(session.database().jdbc()).difference(sheet);
        output.table(table(sheet, update, output.format()));
        SheetSummary.of(sheet, update).forEach(output::say);
        return Exit.CLEAN;
    }

    /** A book of our own, which is changed as a whole: no model of it waits by itself. */
    private void own(Output output, BookReview review) {
        switch (part) {
            case CHANGES -> {
                PriceImportCommand.show(output, "Would change", review.changes());
                if (!review.doubts().isEmpty()) {
                    output.say(Counted.of(review.doubts().size(), "price looks", "prices look") + " wrong, "
                            + review.doubtful().size() + " of them so much as to wait (price diff --show doubts).");
                }
            }
            case DOUBTS -> output.table(SheetTables.doubts(review.doubts()));
            case NEW, WAITING, GONE, REFUSED, UNUSED ->
                throw new Refusal("of a book of your own, changes and doubts can be shown. "
                        + "The other parts are those of a sheet: name which with --as.");
        }
    }

    private ReportTable table(PriceSheet sheet, SheetUpdate update, ReportFormat format) {
        return switch (part) {
            case CHANGES -> changes("Would change", update, format, change -> !isOfNewModel(change));
            case NEW -> changes("Would be new", update, format, PriceDiffCommand::isOfNewModel);
            case WAITING -> changes("Would wait for confirmation", update, format, CostChange::waits);
            case GONE -> SheetTables.gone(GoneModels.of(sheet, update));
            case DOUBTS -> SheetTables.doubts(SheetTables.doubts(sheet));
            case REFUSED -> SheetTables.notTaken(sheet);
            case UNUSED -> SheetTables.unused(sheet);
        };
    }

    private static ReportTable changes(
            String title, SheetUpdate update, ReportFormat format, Predicate<CostChange> which) {
        List<CostChange> changes = update.changes().stream().filter(which).toList();
        return SheetTables.changes(title, changes, format);
    }

    private static boolean isOfNewModel(CostChange change) {
        return change.kind() == CostChange.Kind.NEW_MODEL;
    }
}
