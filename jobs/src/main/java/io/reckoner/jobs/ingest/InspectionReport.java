package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ForeignInspection;
import io.reckoner.ingest.foreign.ForeignInspection.Counts;
import io.reckoner.ingest.foreign.ForeignInspection.Event;
import io.reckoner.ingest.foreign.ForeignInspection.Fault;
import io.reckoner.ingest.foreign.ForeignInspection.Understood;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Foreign files as an operator sees them. */
final class InspectionReport {
    /** A table of the report. */
    enum Part {
        ROWS,
        FAULTS,
        FILES
    }

    /** Rows that are shown of a file. */
    static final int SHOWN = 10;

    /** Faults that are shown of a file. */
    private static final int FAULTS = 20;

    /** Counts with a column of their own. */
    private static final Set<Component> OWN = Set.of(Component.INPUT, Component.CACHE_READ, Component.OUTPUT);

    private final ReportTable.Builder files;
    private final ReportTable.Builder first = ReportTable.titled("First rows as understood")
            .columns(
                    Column.text("file", "File"),
                    Column.count("line", "Line"),
                    Column.instant("ts", "Time"),
                    Column.text("account", "Account"),
                    Column.text("model", "Model"),
                    Column.text("provider", "Provider"),
                    Column.text("counts", "Counts"),
                    Column.text("id", "Event"),
                    Column.text("fate", "Fate"));
    private final ReportTable.Builder unusable = ReportTable.titled("Rows that cannot be used")
            .columns(
                    Column.text("file", "File"),
                    Column.text("reason", "Reason"),
                    Column.text("detail", "Detail"),
                    Column.count("rows", "Rows"),
                    Column.count("first", "First line"));

    InspectionReport(String title) {
        files = ReportTable.titled(title)
                .columns(
                        Column.text("file", "File"),
                        Column.count("rows", "Rows"),
                        Column.count("unusable", "Unusable"),
                        Column.count("input", "Input"),
                        Column.count("cached", "Cached"),
                        Column.count("output", "Output"),
                        Column.text("other", "Other"),
                        Column.instant("first", "First"),
                        Column.instant("last", "Last"),
                        Column.text("kept_as", "Kept"));
    }

    void row(Path file, ForeignInspection found, String keptAs) {
        Counts counts = found.counts();
        Map<Component, Long> other = new EnumMap<>(Component.class);
        other.putAll(counts.of());
        other.keySet().removeAll(OWN);
        files.row(
                Cell.of(file.getFileName().toString()),
                Cell.of(found.rows()),
                Cell.of(found.faulty()),
                Cell.of(counts.get(Component.INPUT)),
                Cell.of(counts.get(Component.CACHE_READ)),
                Cell.of(counts.get(Component.OUTPUT)),
                Cell.of(new Counts(other).toString()),
                Cell.of(found.seal().firstTs()),
                Cell.of(found.seal().lastTs()),
                Cell.of(keptAs));
        if (found.seal().lastTs() != null
                && !found.seal().lastTs().isBefore(found.seal().through())) {
            files.footnote("Rows of " + file.getFileName() + " from "
                    + found.seal().through() + " on wait: they lie behind --through.");
        }
        if (found.daily()) {
            files.footnote("Rows of " + file.getFileName() + " are sums of days: each counts as one request, and falls"
                    + " into the context tier of its sum.");
        }
    }

    /** What would become of the first rows of a file, and why rows of it cannot be used. */
    void look(Path file, ForeignInspection found, Instant through) {
        Cell name = Cell.of(file.getFileName().toString());
        for (Understood row : found.first()) {
            Event event = row.event();
            first.row(
                    name,
                    Cell.of(row.line()),
                    Cell.of(event == null ? null : event.ts()),
                    Cell.of(event == null ? "" : event.account()),
                    Cell.of(event == null ? "" : event.model()),
                    Cell.of(event == null ? "" : event.provider()),
                    Cell.of(event == null ? "" : event.counts().toString()),
                    Cell.of(event == null ? "" : event.id()),
                    Cell.of(fate(row, through)));
        }
        for (Fault fault : found.faults().stream().limit(FAULTS).toList()) {
            unusable.row(
                    name,
                    Cell.of(fault.verdict().reason().code()),
                    Cell.of(fault.verdict().detail()),
                    Cell.of(fault.rows()),
                    Cell.of(fault.line()));
        }
        if (found.faults().size() > FAULTS) {
            unusable.footnote("The first " + FAULTS + " of " + found.faults().size() + " different faults of "
                    + file.getFileName() + ".");
        }
    }

    ReportTable part(Part part) {
        return switch (part) {
            case ROWS -> first.build();
            case FAULTS -> unusable.build();
            case FILES -> files.build();
        };
    }

    private static String fate(Understood row, Instant through) {
        if (row.fault() != null) {
            return "suspense: " + row.fault().reason().code() + ", "
                    + row.fault().detail();
        }
        return row.event() == null || row.event().ts().isBefore(through) ? "counts" : "waits, behind --through";
    }
}
