package io.reckoner.kernel.usage;

import java.util.Arrays;

/** The working of the charges of an {@link EventBlock}, row by row. All money in picos (1e-12 USD). */
public final class ChargeBlock {
    /** In {@link #version} and {@link #cardEffectiveFrom}: the event has no usage and was not priced. */
    public static final int UNPRICED = 0;

    /** {@code cost[component.ordinal()][row]}: what the provider asks of the operator, rated from the book. */
    public final long[][] cost = new long[Component.COUNT][EventBlock.CAPACITY];

    /** {@code charge[component.ordinal()][row]}: what the customer pays. */
    public final long[][] charge = new long[Component.COUNT][EventBlock.CAPACITY];

    /** Bit {@code c} is set when some row has a cost or charge of component {@code c}. */
    public int present;

    /**
     * Sum of the rated cost components; {@link EventBlock#ABSENT} where the card states no costs: {@code cost: unknown}, or
     * {@code cost: vendor} without them.
     */
    public final long[] ratedCost = new long[EventBlock.CAPACITY];

    /**
     * The provider cost that books and margin use: the rated cost, or the vendor's figure where the card says
     * {@code cost: vendor} and there is one; {@link EventBlock#ABSENT} where unknown.
     */
    public final long[] providerCost = new long[EventBlock.CAPACITY];

    /** Sum of the charge components. */
    public final long[] totalCharge = new long[EventBlock.CAPACITY];

    /** Price-book version; {@link #UNPRICED} for an event without usage. */
    public final int[] version = new int[EventBlock.CAPACITY];

    /** Effective-from instant of the rate card used, in microseconds. */
    public final long[] cardEffectiveFrom = new long[EventBlock.CAPACITY];

    /** Ordinal in the book's list of overlays, -1 for none. */
    public final int[] overlay = new int[EventBlock.CAPACITY];

    /** Ordinal in the book's list of model types, -1 where the model is not in the book. */
    public final int[] modelType = new int[EventBlock.CAPACITY];

    /** Zeroes the components of the first {@code rows} rows. */
    public void clear(int rows) {
        for (int c = 0; c < Component.COUNT; c++) {
            if ((present & (1 << c)) != 0) {
                Arrays.fill(cost[c], 0, rows, 0L);
                Arrays.fill(charge[c], 0, rows, 0L);
            }
        }
        present = 0;
    }
}
