package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.kernel.rating.SheetUpdate;
import io.reckoner.reports.table.ReportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
    /** The parts of a difference; in CSV and JSON one at a time. */
    private enum Part {
        ALL,
        CHANGES,
        WAITING,
        DOUBTS,
        REFUSED,
        UNUSED
    }

    @Parameters(paramLabel = "FILE", description = "The sheet, or a book in our YAML.")
    private Path file = Path.of("");

    @Mixin
    private SheetOptions sheets = new SheetOptions();

    @Option(
            names = "--show",
            paramLabel = "PART",
            description = "changes, waiting, doubts, refused or unused (default: all; in CSV and JSON changes).")
    private Part part = Part.ALL;

    @Override
    protected Exit run(Session session) throws IOException {
        sheets.refuseAlone();
        Output output = session.output();
        if (!sheets.isSheet()) {
            PriceImportCommand.show(
                    output,
                    "Would change",
                    new PriceBooks(session.database().jdbc())
                            .difference(PriceImportCommand.text(file), file.toString()));
            return Exit.CLEAN;
        }
        PriceSheet sheet = sheets.read(file, session);
        SheetUpdate update = new SheetImports(session.database().jdbc()).difference(sheet);
        for (Part shown : parts(output)) {
            show(output, shown, sheet, update);
        }
        SheetSummary.of(sheet, update).forEach(output::say);
        return Exit.CLEAN;
    }

    private List<Part> parts(Output output) {
        if (part != Part.ALL) {
            return List.of(part);
        }
        return output.format() == ReportFormat.TEXT
                ? List.of(Part.CHANGES, Part.DOUBTS, Part.REFUSED, Part.UNUSED)
                : List.of(Part.CHANGES);
    }

    private static void show(Output output, Part part, PriceSheet sheet, SheetUpdate update) {
        output.table(
                switch (part) {
                    case ALL ->
                        throw new Refusal(
                                "one part at a time, not " + part.name().toLowerCase(Locale.ROOT));
                    case CHANGES -> SheetTables.changes("Would change", update.changes().stream());
                    case WAITING ->
                        SheetTables.changes(
                                "Would wait for confirmation",
                                update.changes().stream().filter(change -> change.waits()));
                    case DOUBTS -> SheetTables.doubts(SheetTables.doubts(sheet));
                    case REFUSED -> SheetTables.notTaken(sheet);
                    case UNUSED -> SheetTables.unused(sheet);
                });
    }
}
