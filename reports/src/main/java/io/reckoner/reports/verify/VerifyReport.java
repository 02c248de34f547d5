package io.reckoner.reports.verify;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.List;

/** The outcome of a verification: every check, held or broken. */
public record VerifyReport(List<VerifyCheck> checks) {
    public VerifyReport {
        checks = List.copyOf(checks);
    }

    public boolean holds() {
        return checks.stream().allMatch(VerifyCheck::holds);
    }

    /** A row for each check; the first breaks as footnotes, and what to do about them. */
    public ReportTable table() {
        ReportTable.Builder table = ReportTable.titled("Verification")
                .columns(
                        Column.text("check", "Check"),
                        Column.text("unit", "In"),
                        Column.figure("stated", "Stated"),
                        Column.figure("found", "Found"),
                        Column.figure("difference", "Difference"),
                        Column.count("breaks", "Breaks"),
                        Column.text("result", "Result"));
        for (VerifyCheck check : checks) {
            table.row(
                    Cell.of(check.name()),
                    Cell.of(check.unit()),
                    Cell.of(check.left()),
                    Cell.of(check.right()),
                    Cell.of(check.difference()),
                    Cell.of(check.breaks()),
                    Cell.of(check.holds() ? "holds" : "BROKEN"));
            check.examples().forEach(example -> table.footnote(check.name() + ": " + example));
            if (!check.holds()) {
                table.footnote(check.name() + ": " + check.remedy().sentence());
            }
        }
        return table.build();
    }
}
