package io.reckoner.reports.verify;

import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.TotalName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Holds the stored control totals of each run against a book that can work them out again. */
public final class TotalsCheck implements RecordCheck {
    private final StoredTotals stored;
    private final String book;
    private final RunTotals found;

    /** @param book the book's name in sentences: {@code journal} */
    public TotalsCheck(StoredTotals stored, String book, RunTotals found) {
        this.stored = stored;
        this.book = book;
        this.found = found;
    }

    @Override
    public VerifyCheck check(RunRange runs) {
        return compared(
                "control totals against " + book,
                book,
                found.names(),
                stored.totals(runs),
                found.of(runs),
                run -> "run " + run,
                Remedy.TOTALS);
    }

    /** How a subject of totals is called in a sentence: {@code run 3}. */
    interface Naming<K> {
        String of(K subject);
    }

    /** Compares two sets of totals, name by name; a subject that only one side knows has zeros on the other. */
    static <K extends Comparable<? super K>> VerifyCheck compared(
            String check,
            String book,
            Collection<TotalName> names,
            Map<K, ControlTotals> stored,
            Map<K, ControlTotals> found,
            Naming<K> naming,
            Remedy remedy) {
        SortedSet<K> subjects = new TreeSet<>(stored.keySet());
        subjects.addAll(found.keySet());
        List<String> broken = new ArrayList<>();
        for (K subject : subjects) {
            ControlTotals left = stored.getOrDefault(subject, ControlTotals.NONE);
            ControlTotals right = found.getOrDefault(subject, ControlTotals.NONE);
            for (TotalName name : new TreeSet<>(names)) {
                BigDecimal difference = left.value(name).subtract(right.value(name));
                if (difference.signum() != 0) {
                    broken.add(naming.of(subject) + ": " + name + " is stored as "
                            + left.value(name).toPlainString() + ", by the " + book + " it is "
                            + right.value(name).toPlainString() + ", difference " + difference.toPlainString());
                }
            }
        }
        BigDecimal compared = BigDecimal.valueOf((long) subjects.size() * names.size());
        return new VerifyCheck(
                check,
                "totals",
                compared,
                compared.subtract(BigDecimal.valueOf(broken.size())),
                broken.size(),
                broken.subList(0, Math.min(broken.size(), VerifyCheck.MOST_EXAMPLES)),
                remedy);
    }
}
