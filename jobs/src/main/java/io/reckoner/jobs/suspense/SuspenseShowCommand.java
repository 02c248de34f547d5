package io.reckoner.jobs.suspense;

import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.ingest.segment.SegmentLines;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.intake.RunInputTable;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the raw lines behind an item. */
@Command(
        name = "show",
        description = "Shows the raw lines behind an item.",
        footerHeading = "%nExample:%n",
        footer = "  reckon suspense show 17 --limit 3")
final class SuspenseShowCommand extends Verb {
    private static final int LONGEST_SHOWN = 1 << 20;

    @Parameters(paramLabel = "ID", description = "Item, as reckon suspense list names it.")
    private long id;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "10", description = "Most lines (default: 10).")
    private int limit = 10;

    @Override
    protected Exit run(Session session) throws IOException {
        JdbcTemplate jdbc = new JdbcTemplate(session.database().as(DatabaseRole.WRITER));
        if (limit < 1) {
            throw new Refusal("--limit is " + limit + ". Write how many lines to show, 1 or more.");
        }
        SuspenseTable table = SuspenseListCommand.table(session);
        SuspenseTable.Item item = table.find(id)
                .orElseThrow(
                        () -> new Refusal("there is no suspense item " + id + ". See reckon suspense list --all."));
        Path file = new RunInputTable(JdbcClient.create(jdbc), jdbc, session.data())
                .segment(item.segment())
                .file();
        ReportTable.Builder report = ReportTable.titled(
                        "Suspense " + id + ": " + item.reason().code())
                .subtitle(item.detail().isEmpty() ? item.file() : item.file() + ", " + item.detail())
                .columns(Column.count("line", "Line"), Column.count("offset", "Byte"), Column.text("text", "Text"));
        int left = limit;
        for (LineRanges.Range range : table.ranges(id)) {
            left -= addLines(report, file, range, left);
        }
        session.output().table(report.build());
        return Exit.CLEAN;
    }

    private static int addLines(ReportTable.Builder report, Path file, LineRanges.Range range, int most)
            throws IOException {
        int shown = 0;
        try (SegmentLines lines = SegmentLines.open(file, LONGEST_SHOWN)) {
            lines.startAt(range.first(), range.offset());
            while (shown < most && lines.next() && lines.number() <= range.last()) {
                String text = lines.tooLong()
                        ? "(longer than " + LONGEST_SHOWN + " bytes)"
                        : new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8);
                report.row(Cell.of(lines.number()), Cell.of(lines.offset()), Cell.of(text));
                shown++;
            }
        }
        return shown;
    }
}
