package io.reckoner.kernel.usage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A block of usage events as columns, filled and read again and again without making an object for each event.
 *
 * <p>Rows {@code 0 .. size-1} are valid. Account, key and names are ordinals: accounts and keys index the run's
 * {@link io.reckoner.kernel.account.Directory}, names the run's {@link Symbols}. Instants are microseconds since 1970
 * UTC. Money is in picos (1e-12 USD). Counts are in units times 10^{@link Component#scale()}.
 */
public final class EventBlock {
    /** Rows a block can hold. */
    public static final int CAPACITY = 8192;

    /** In {@link #vendorCost}: the provider reported no cost. In latencies: not measured. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Name ordinal of an absent text. */
    public static final int NO_NAME = -1;

    public int size;

    /** The event's own time. */
    public final long[] ts = new long[CAPACITY];

    /** The instant it settles at: {@code max(ts, previous watermark)}. */
    public final long[] settledAt = new long[CAPACITY];

    public final int[] account = new int[CAPACITY];
    public final int[] key = new int[CAPACITY];
    public final byte[] keyKind = new byte[CAPACITY];

    /** {@link #NO_NAME} for a lost request known by its start alone, which names no provider. */
    public final int[] provider = new int[CAPACITY];

    public final int[] model = new int[CAPACITY];
    public final int[] requestedModel = new int[CAPACITY];
    public final int[] endpoint = new int[CAPACITY];
    public final int[] serviceTier = new int[CAPACITY];
    public final byte[] format = new byte[CAPACITY];
    public final byte[] usageSource = new byte[CAPACITY];
    public final byte[] outcome = new byte[CAPACITY];
    public final boolean[] stream = new boolean[CAPACITY];
    public final int[] status = new int[CAPACITY];
    public final int[] attempt = new int[CAPACITY];
    public final long[] latencyMillis = new long[CAPACITY];
    public final long[] ttftMillis = new long[CAPACITY];
    public final long[] vendorCost = new long[CAPACITY];

    /** Ordinal of the source file in the run, and the line in it counted from 1. */
    public final int[] source = new int[CAPACITY];

    public final long[] line = new long[CAPACITY];

    /** Where the line begins in the uncompressed source, in bytes. */
    public final long[] offset = new long[CAPACITY];

    /** {@code counts[component.ordinal()][row]}; a component outside {@link #present} is zero in every row. */
    public final long[][] counts = new long[Component.COUNT][CAPACITY];

    /** Bit {@code c} is set when some row has a count of component {@code c}. */
    public int present;

    /** Texts that differ from event to event, end to end in {@link #text}. */
    public byte[] text = new byte[CAPACITY * 64];

    public int textSize;

    /** Where the texts of a row end: id, upstream id and tags, in this order; they begin where the last row's end. */
    public final int[] idEnd = new int[CAPACITY];

    public final int[] upstreamIdEnd = new int[CAPACITY];

    /** Tags as {@code key NUL value NUL} pairs in ascending order of key bytes. */
    public final int[] tagsEnd = new int[CAPACITY];

    /** Empties the block. Counts are zeroed. */
    public void clear() {
        for (int c = 0; c < Component.COUNT; c++) {
            if ((present & (1 << c)) != 0) {
                Arrays.fill(counts[c], 0, size, 0L);
            }
        }
        size = 0;
        present = 0;
        textSize = 0;
    }

    public boolean isFull() {
        return size == CAPACITY;
    }

    /** Where the texts of a row begin. */
    public int idStart(int row) {
        return row == 0 ? 0 : tagsEnd[row - 1];
    }

    public String id(int row) {
        int start = idStart(row);
        return new String(text, start, idEnd[row] - start, StandardCharsets.UTF_8);
    }

    /** Makes room for {@code more} bytes of text. */
    public void reserveText(int more) {
        if (textSize + more > text.length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, textSize + more));
        }
    }

    /** Whether the row has usage: then it is one {@link Component#REQUEST}. */
    public boolean hasUsage(int row) {
        return counts[Component.REQUEST.ordinal()][row] != 0;
    }
}
