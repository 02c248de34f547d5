package io.reckoner.reports.verify;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.Purse;
import io.reckoner.kernel.control.PurseChange;
import io.reckoner.kernel.control.TotalName;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.JournalTotals;
import io.reckoner.reports.export.JournalReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The totals that the journal has a say in: usage, and by how much each purse changed. */
public final class JournalRunTotals implements RunTotals {
    private final JournalReader journal;
    private final JournalTotals totals;

    public JournalRunTotals(JournalReader journal, ChartOfAccounts chart) {
        this.journal = journal;
        this.totals = new JournalTotals(chart);
    }

    @Override
    public Set<TotalName> names() {
        Set<TotalName> names = new HashSet<>();
        for (UsageFigure figure : UsageFigure.values()) {
            names.add(Book.JOURNAL.total(figure));
        }
        for (Purse purse : Purse.values()) {
            names.add(purse.total(PurseChange.JOURNAL));
        }
        return names;
    }

    @Override
    public Map<Long, ControlTotals> of(RunRange runs) {
        Map<Long, ControlTotals.Sheet> sheets = new HashMap<>();
        journal.forEach(entry -> {
            long run = entry.key().run();
            if (runs.contains(run)) {
                sheets.computeIfAbsent(run, number -> ControlTotals.sheet()).add(totals.of(List.of(entry)));
            }
        });
        Map<Long, ControlTotals> found = new HashMap<>();
        sheets.forEach((run, sheet) -> found.put(run, sheet.totals()));
        return found;
    }
}
