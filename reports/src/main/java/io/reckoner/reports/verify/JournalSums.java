package io.reckoner.reports.verify;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.EntryKind;
import io.reckoner.kernel.journal.JournalTotals;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.export.JournalReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Usage as the journal has it: its entries for usage, read by the kernel's own table of accounts. */
public final class JournalSums implements LedgerSums {
    private final JournalReader journal;
    private final JournalTotals totals;

    public JournalSums(JournalReader journal, ChartOfAccounts chart) {
        this.journal = journal;
        this.totals = new JournalTotals(chart);
    }

    @Override
    public Set<UsageFigure> figures() {
        return EnumSet.allOf(UsageFigure.class);
    }

    @Override
    public void forEach(RunRange runs, Consumer<LedgerSum> consumer) {
        journal.forEach(entry -> {
            if (entry.key().kind() == EntryKind.USAGE
                    && runs.contains(entry.key().run())) {
                ControlTotals of = totals.of(List.of(entry));
                for (UsageFigure figure : UsageFigure.values()) {
                    Money amount = Money.of(of.value(Book.JOURNAL.total(figure)));
                    if (!amount.isZero()) {
                        consumer.accept(new LedgerSum(
                                entry.key().run(),
                                entry.key().account(),
                                entry.key().day(),
                                figure,
                                amount));
                    }
                }
            }
        });
    }
}
