package io.reckoner.kernel.settlement;

import io.reckoner.kernel.usage.EventBlock;
import org.jspecify.annotations.Nullable;

/**
 * Where the charges of an {@link EventBlock} were drawn from, row by row, in picos (1e-12 USD).
 *
 * <p>In each row {@code main + backup + walletBonus + walletPaid + shortfall + overRun} is the total charge.
 */
public final class DrawBlock {
    public final long[] main = new long[EventBlock.CAPACITY];
    public final long[] backup = new long[EventBlock.CAPACITY];
    public final long[] walletBonus = new long[EventBlock.CAPACITY];
    public final long[] walletPaid = new long[EventBlock.CAPACITY];

    /** What no lot covered: the customer's debt. */
    public final long[] shortfall = new long[EventBlock.CAPACITY];

    /** What no lot covered and the plan keeps from the Wallet: the operator's loss. */
    public final long[] overRun = new long[EventBlock.CAPACITY];

    /** First and last lot drawn on, null where none was. */
    public final @Nullable String[] firstLot = new String[EventBlock.CAPACITY];

    public final @Nullable String[] lastLot = new String[EventBlock.CAPACITY];

    /** For subscription keys the plan of the cycle that was live, as {@code code@version}; null where none was. */
    public final @Nullable String[] plan = new String[EventBlock.CAPACITY];

    /** True where the event's own time lies before the previous watermark. */
    public final boolean[] late = new boolean[EventBlock.CAPACITY];
}
