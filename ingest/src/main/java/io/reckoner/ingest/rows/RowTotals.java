package io.reckoner.ingest.rows;

import io.reckoner.kernel.control.ExactSum;
import io.reckoner.kernel.usage.Component;
import java.math.BigInteger;
import java.util.Arrays;

/** Control totals of a bucket's rows by {@link Fate}: how many, and the sum of each component's counts. */
public final class RowTotals {
    private final long[] rows = new long[Fate.values().length];
    private final ExactSum[][] counts = new ExactSum[Fate.values().length][];

    RowTotals() {
        Arrays.setAll(counts, fate -> ExactSum.zeros(Component.COUNT));
    }

    public long rows(Fate fate) {
        return rows[fate.ordinal()];
    }

    /** Sum of a component's counts over the rows with this fate. */
    public BigInteger count(Fate fate, Component component) {
        return counts[fate.ordinal()][component.ordinal()].value();
    }

    ExactSum[] add(int fate) {
        rows[fate]++;
        return counts[fate];
    }
}
