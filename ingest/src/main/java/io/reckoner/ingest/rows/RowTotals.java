package io.reckoner.ingest.rows;

import io.reckoner.kernel.usage.Component;

/** Control totals of a bucket's rows by {@link Fate}: how many, and the sum of each component's counts. */
public final class RowTotals {
    private final long[] rows = new long[Fate.values().length];
    private final long[][] counts = new long[Fate.values().length][Component.COUNT];

    RowTotals() {}

    public long rows(Fate fate) {
        return rows[fate.ordinal()];
    }

    /** Sum of a component's counts over the rows with this fate. */
    public long count(Fate fate, Component component) {
        return counts[fate.ordinal()][component.ordinal()];
    }

    long[] add(int fate) {
        rows[fate]++;
        return counts[fate];
    }
}
