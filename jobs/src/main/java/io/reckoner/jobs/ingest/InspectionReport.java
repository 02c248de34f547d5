package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ForeignInspection;
import io.reckoner.ingest.foreign.ForeignInspection.Understood;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.nio.file.Path;

/** Traces as an operator sees them. */
final class InspectionReport {
    /** Rows that are shown of a file. */
    static final int SHOWN = 10;

    private final ReportTable.Builder files;

    InspectionReport(String title) {
        files = ReportTable.titled(title)
                .columns(
                        Column.text("file", "File"),
                        Column.count("rows", "Rows"),
                        Column.count("unusable", "Unusable"),
                        Column.count("input", "Input"),
                        Column.count("cached", "Cached"),
                        Column.count("output", "Output"),
                        Column.instant("first", "First"),
                        Column.instant("last", "Last"),
                        Column.text("kept_as", "Kept"));
    }

    void row(Path file, ForeignInspection found, String keptAs) {
        files.row(
                Cell.of(file.getFileName().toString()),
                Cell.of(found.rows()),
                Cell.of(found.faulty()),
                Cell.of(found.tokens().input()),
                Cell.of(found.tokens().cached()),
                Cell.of(found.tokens().output()),
                Cell.of(found.seal().firstTs()),
                Cell.of(found.seal().lastTs()),
                Cell.of(keptAs));
        if (found.seal().lastTs() != null
                && !found.seal().lastTs().isBefore(found.seal().through())) {
            files.footnote("Rows of " + file.getFileName() + " from "
                    + found.seal().through() + " on wait: they lie behind --through.");
        }
    }

    ReportTable build() {
        return files.build();
    }

    /** The first rows of a file as a run would understand them. */
    static ReportTable understood(Path file, ForeignInspection found) {
        ReportTable.Builder rows = ReportTable.titled(file.getFileName() + ", first rows as understood")
                .columns(
                        Column.count("line", "Line"),
                        Column.instant("ts", "Time"),
                        Column.count("input", "Input"),
                        Column.count("cached", "Cached"),
                        Column.count("output", "Output"),
                        Column.text("id", "Event"),
                        Column.text("fault", "Cannot be used"));
        for (Understood row : found.first()) {
            rows.row(
                    Cell.of(row.line()),
                    Cell.of(row.ts()),
                    row.tokens() == null ? Cell.none() : Cell.of(row.tokens().input()),
                    row.tokens() == null ? Cell.none() : Cell.of(row.tokens().cached()),
                    row.tokens() == null ? Cell.none() : Cell.of(row.tokens().output()),
                    Cell.of(row.id()),
                    Cell.of(
                            row.fault() == null
                                    ? ""
                                    : row.fault().reason().code() + ", "
                                            + row.fault().detail()));
        }
        return rows.build();
    }
}
