package io.reckoner.jobs.suspense;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.suspense.SuspenseState;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import io.reckoner.reports.table.TextRenderer;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the raw lines of an item, or of all that is open for a reason. */
@Command(
        name = "show",
        description = {
            "Shows raw lines set aside, where they stand, why, and what helps. Control characters and bytes that are no",
            "UTF-8 are written as \\x1b."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  reckon suspense show no_price", "  reckon suspense show 17 --limit 3 --most-bytes 500"})
final class SuspenseShowCommand extends Verb {
    private static final int LONGEST_SHOWN = 1 << 20;

    @Parameters(
            paramLabel = "REASON|ID",
            description = "A reason, or an item as reckon suspense list --by item names it.")
    private String wanted = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "Most lines (default: 10).")
    private int limit = 10;

    @Option(
            names = "--most-bytes",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Most bytes of a line (default: 2000).")
    private int mostBytes = 2000;

    @Mixin
    private OfRun ofRun = new OfRun();

    private record Shown(SuspenseTable.Item item, long first, long line, long offset, String text) {
        /** {@code usage.csv:4-5} for a row that runs over lines. */
        String place() {
            return item.file() + ":" + (first < line ? first + "-" : "") + line;
        }
    }

    @Override
    protected Exit run(Session session) throws IOException {
        if (limit < 1) {
            throw new Refusal("--limit is " + limit + ". Write how many lines to show, 1 or more.");
        }
        if (mostBytes < 1 || mostBytes > LONGEST_SHOWN) {
            throw new Refusal("--most-bytes is " + mostBytes + ". Write 1 to " + LONGEST_SHOWN + ".");
        }
        Evidence evidence = Evidence.of(session);
        Optional<Run> run = ofRun.in(session.database().jdbc());
        List<SuspenseTable.Item> items = run.map(
                        one -> ChosenItems.named(evidence.suspense().ofRun(one.id()), wanted, one.id()))
                .orElseGet(() -> ChosenItems.named(evidence.suspense(), wanted, SuspenseState.UNDECIDED));
        if (items.isEmpty()) {
            session.output()
                    .say(run.map(one -> OfRun.nothing(one, evidence.suspense()))
                            .orElse("Nothing is in suspense for the reason " + wanted + "."));
            return Exit.CLEAN;
        }
        List<Shown> shown = new ArrayList<>();
        List<String> withdrawn = new ArrayList<>();
        long lines = 0;
        for (SuspenseTable.Item item : items) {
            Optional<Instant> at = evidence.withdrawnAt(item);
            if (at.isPresent()) {
                withdrawn.add(withdrawn(item, at.get()));
            } else {
                lines += item.lines();
                addLines(shown, evidence, item);
            }
        }
        if (session.output().format() == ReportFormat.TEXT) {
            text(session, shown, lines);
        } else {
            session.output().table(table(shown));
        }
        withdrawn.forEach(session.output()::say);
        return Exit.CLEAN;
    }

    /** A withdrawn file is not at its place any more, and another one may be. */
    private static String withdrawn(SuspenseTable.Item item, Instant at) {
        return "Suspense " + item.id() + ": " + item.reason().code() + ", " + Counted.of(item.lines(), "line")
                + " from "
                + item.file() + ":" + item.firstLine() + " on, not shown: that file was withdrawn at "
                + TextRenderer.instant(at) + " UTC, and what is called so now is another one.";
    }

    private void addLines(List<Shown> shown, Evidence evidence, SuspenseTable.Item item) throws IOException {
        if (shown.size() == limit) {
            return;
        }
        try (EvidenceLines lines = evidence.lines(item)) {
            while (shown.size() < limit && lines.next()) {
                shown.add(new Shown(item, lines.firstNumber(), lines.number(), lines.offset(), lines.shown(mostBytes)));
            }
        }
    }

    /** @param lines of all that could be shown */
    private static void text(Session session, List<Shown> shown, long lines) {
        long last = -1;
        for (Shown one : shown) {
            SuspenseTable.Item item = one.item();
            if (item.id() != last) {
                session.output().say((last < 0 ? "" : "\n") + heading(item));
                last = item.id();
            }
            session.output()
                    .say("\n" + one.place() + " (byte " + one.offset() + ")\n  "
                            + one.text().replace("\n", "\n  "));
        }
        long more = lines - shown.size();
        if (more > 0) {
            session.output().say("\nNot shown: " + Counted.of(more, "line") + "; see more with --limit.");
        }
    }

    private static String heading(SuspenseTable.Item item) {
        return "Suspense " + item.id() + ": " + item.reason().code() + ", " + Counted.of(item.lines(), "line") + ", "
                + item.tokens() + (item.tokens().equals(BigInteger.ONE) ? " token, " : " tokens, ") + item.standing()
                + "\n"
                + SafeText.of(item.detail()) + "\nRemedy: " + Remedy.of(item.reason());
    }

    private static ReportTable table(List<Shown> shown) {
        ReportTable.Builder table = ReportTable.titled("Suspense")
                .columns(
                        Column.count("id", "Id"),
                        Column.text("reason", "Reason"),
                        Column.text("detail", "Detail"),
                        Column.text("state", "State"),
                        Column.text("file", "File"),
                        Column.count("first_line", "First line"),
                        Column.count("line", "Line"),
                        Column.count("offset", "Byte"),
                        Column.text("text", "Text"),
                        Column.text("remedy", "Remedy"));
        for (Shown one : shown) {
            SuspenseTable.Item item = one.item();
            table.row(
                    Cell.of(item.id()),
                    Cell.of(item.reason().code()),
                    Cell.of(SafeText.of(item.detail())),
                    Cell.of(item.stateCode()),
                    Cell.of(item.file()),
                    Cell.of(one.first()),
                    Cell.of(one.line()),
                    Cell.of(one.offset()),
                    Cell.of(one.text()),
                    Cell.of(Remedy.of(item.reason())));
        }
        return table.build();
    }
}
