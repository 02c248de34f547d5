package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.kernel.rating.PriceChange;
import io.reckoner.kernel.rating.SheetUpdate;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Makes the next version of the price book and shows what it changes. Prices that change by five times or more, "
                    + "or to or from zero, that are stated no longer or look wrong wait for --confirm. The cards of a table "
                    + "come into the newest book; what it does not name stays.",
            "With --as, a price sheet of others updates the costs of the models it names: ordinary changes go through, "
                    + "large and doubtful ones wait for: reckon price confirm."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon price import my-prices.yaml --reason \"list of March\"",
            "  reckon price import my-prices.yaml --dry-run",
            "  reckon price import new-models.csv",
            "  reckon price import model_prices_and_context_window.json --as litellm --provider openai --provider gemini=google"
        })
final class PriceImportCommand extends Verb {
    private static final String EXAMPLE = "/books/public-models.yaml";

    /** From a file, or the example that is shipped. */
    private static final class Source {
        @Parameters(
                paramLabel = "FILE",
                description =
                        "The book, in YAML; or rate cards as a table, in a file called .csv: see docs/price-book.md.")
        private @Nullable Path file;

        @Option(
                names = "--example",
                required = true,
                description = "The example book: public list prices. Check every figure before you charge by it.")
        private boolean shipped;

        /** The file named; null where the example was asked for. */
        @Nullable
        Path named() {
            return shipped ? null : file;
        }
    }

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(names = "--confirm", description = "Large changes, what is gone and what looks wrong are meant.")
    private boolean confirm;

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    private boolean dryRun;

    @Mixin
    private SheetOptions sheets = new SheetOptions();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) throws IOException {
        sheets.refuseAlone();
        if (sheets.isSheet()) {
            return sheet(session);
        }
        BookFile book = book();
        Output output = session.output();
        if (dryRun) {
            BookReview review = new PriceBooks(session.database().jdbc()).difference(book);
            show(output, "Would change", review.changes());
            doubts(output, review);
            return Exit.CLEAN;
        }
        PriceBooks.Imported imported = session.database().inTransaction(jdbc -> new PriceBooks(jdbc)
                .add(book, confirm ? PriceBooks.Confirmation.GIVEN : PriceBooks.Confirmation.WAITS, act.act()));
        switch (imported) {
            case PriceBooks.Imported.Same same ->
                output.say("Price book " + same.version() + " says the same; nothing changed.");
            case PriceBooks.Imported.Version version -> {
                if (!version.review().changes().isEmpty()) {
                    show(output, "Changed", version.review().changes());
                }
                doubts(output, version.review());
                output.say("Price book " + version.version() + " imported. Runs opened from now on settle by it.");
            }
            case PriceBooks.Imported.Waiting waiting -> {
                show(output, "Would change", waiting.review().changes());
                doubts(output, waiting.review());
                throw new Refusal(waiting.review().whyItWaits()
                        + "; see above. Nothing was imported. If that is meant, import again with --confirm."
                        + (book instanceof BookFile.Yaml
                                        && !waiting.review().modelsGone().isEmpty()
                                ? " A book in YAML is the whole book. To change some models of it, take the whole with: "
                                        + "reckon price show > book.yaml; or write their prices as a table, in a .csv."
                                : ""));
            }
        }
        return Exit.CLEAN;
    }

    /** Takes over a sheet of others. */
    private Exit sheet(Session session) throws IOException {
        Path file = source.named();
        if (file == null || confirm) {
            throw new Refusal(
                    file == null
                            ? "--example is our own YAML; leave out --as."
                            : "what a sheet of others changes is confirmed model by model, with: reckon price confirm.");
        }
        Output output = session.output();
        PriceSheet sheet = sheets.read(file, session);
        if (dryRun) {
            SheetUpdate update = new SheetImports(session.database().jdbc()).difference(sheet);
            output.table(SheetTables.changes("Would change", update.changes(), output.format()));
            SheetSummary.of(sheet, update).forEach(output::say);
            return Exit.CLEAN;
        }
        SheetImports.Imported imported =
                session.database().inTransaction(jdbc -> new SheetImports(jdbc).add(sheet, file.toString(), act.act()));
        SheetSummary.of(sheet, imported.update()).forEach(output::say);
        waits(imported.waits()).forEach(output::say);
        output.say(imported.version()
                .map(version -> "Price book " + version + " imported. Runs opened from now on settle by it.")
                .orElse("The price book stays as it is."));
        return Exit.CLEAN;
    }

    private static List<String> waits(SheetWaits.Noted waits) {
        List<String> lines = new ArrayList<>();
        if (waits.raised() > 0) {
            lines.add(Counted.of(waits.raised(), "model waits", "models wait")
                    + " from now on. See and decide with: reckon price confirm.");
        }
        if (waits.still() > 0) {
            lines.add(Counted.of(waits.still(), "model waits", "models wait") + " still, as before.");
        }
        if (waits.rejectedBefore() > 0) {
            lines.add(Counted.of(waits.rejectedBefore(), "model has", "models have")
                    + " prices that were rejected before; they stay out.");
        }
        if (waits.withdrawn() > 0) {
            lines.add(Counted.of(waits.withdrawn(), "model waits", "models wait")
                    + " no longer: the sheet took its prices back.");
        }
        return lines;
    }

    private BookFile book() throws IOException {
        Path file = source.named();
        if (file != null) {
            return BookFile.read(file);
        }
        try (InputStream example = PriceImportCommand.class.getResourceAsStream(EXAMPLE)) {
            if (example == null) {
                throw new IllegalStateException(EXAMPLE + " is not on the class path");
            }
            return new BookFile.Yaml("the example book", new String(example.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Tells the prices that look wrong: on a first import they are told alone. */
    private static void doubts(Output output, BookReview review) {
        review.doubtful().forEach(doubt -> output.say(BookReview.sentence(doubt)));
        int others = review.doubts().size() - review.doubtful().size();
        if (others > 0) {
            output.say(Counted.of(others, "price is", "prices are") + " unusual; before an import see them with: "
                    + "reckon price diff FILE --show doubts.");
        }
    }

    static void show(Output output, String title, List<PriceChange> changes) {
        ReportTable.Builder table = ReportTable.titled(title)
                .columns(
                        Column.text("confirm", "Confirm"),
                        Column.text("subject", "What"),
                        Column.text("place", "Place"),
                        Column.text("before", "Before"),
                        Column.text("after", "After"));
        for (PriceChange change : changes) {
            table.row(
                    Cell.of(
                            switch (change.weight()) {
                                case ORDINARY -> "";
                                case TO_CONFIRM -> "yes";
                            }),
                    Cell.of(change.subject()),
                    Cell.of(change.place()),
                    Cell.of(change.before()),
                    Cell.of(change.after()));
        }
        output.table(table.build());
    }
}
