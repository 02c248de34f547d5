package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.SortedOrder;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a bucket set aside after sameness was judged, in the order of (source, line). Held as columns, 21 bytes a
 * row, since one missing price can set aside half of a night.
 */
public final class SuspendedRows {
    private static final SuspenseReason[] REASONS = SuspenseReason.values();

    /** In {@link #firstFile}: the accepted event is of this run, or there is none. */
    private static final int THIS_RUN = -1;

    private static final int NONE = -2;

    private final SortedOrder order = new SortedOrder();
    private List<SourceTable> files = List.of();
    private SourceTable thisRun = new SourceTable(List.of());
    private int size;
    private int[] source = new int[16];
    private int[] line = new int[16];
    private byte[] reason = new byte[16];
    private int[] firstFile = new int[16];
    private int[] firstSource = new int[16];
    private int[] firstLine = new int[16];

    SuspendedRows() {}

    public int size() {
        return size;
    }

    /** The row at a place, {@code 0 .. size-1}. */
    public SuspendedRow get(int place) {
        int at = order.at(place);
        return new SuspendedRow(source[at], Integer.toUnsignedLong(line[at]), REASONS[reason[at]], first(at));
    }

    private Optional<EventPosition> first(int at) {
        if (firstFile[at] == NONE) {
            return Optional.empty();
        }
        SourceTable table = firstFile[at] == THIS_RUN ? thisRun : files.get(firstFile[at]);
        return Optional.of(table.position(firstSource[at], firstLine[at]));
    }

    /** The claim cannot be priced. */
    void addUnpriced(ClaimBatch batch, int claim) {
        add(batch, claim, batch.verdict[claim], NONE, 0, 0);
    }

    /** The claim differs from one accepted in this run. */
    void addConflict(ClaimBatch batch, int claim, int first) {
        add(batch, claim, SuspenseReason.CONFLICT.ordinal(), THIS_RUN, batch.source[first], batch.line[first]);
    }

    /** The claim differs from its hit in an index file. */
    void addConflictWithHit(ClaimBatch batch, int claim, int hit) {
        int file = batch.lookups.hitFile[hit];
        add(
                batch,
                claim,
                SuspenseReason.CONFLICT.ordinal(),
                file,
                batch.lookups.hitSource[hit],
                batch.lookups.hitLine[hit]);
    }

    /** The files that some row speaks of. */
    BitSet filesNamed() {
        BitSet named = new BitSet();
        for (int at = 0; at < size; at++) {
            if (firstFile[at] >= 0) {
                named.set(firstFile[at]);
            }
        }
        return named;
    }

    /** Puts the rows in order and tells what their sources are called. */
    void finish(SourceTable sourcesOfRun, List<SourceTable> sourcesOfFiles) {
        thisRun = sourcesOfRun;
        files = List.copyOf(sourcesOfFiles);
        long[] position = new long[size];
        Arrays.setAll(position, at -> (long) source[at] << Integer.SIZE | Integer.toUnsignedLong(line[at]));
        order.reset(size);
        order.by(position);
    }

    private void add(ClaimBatch batch, int claim, int why, int file, int sourceOfFirst, int lineOfFirst) {
        if (size == source.length) {
            grow();
        }
        source[size] = batch.source[claim];
        line[size] = batch.line[claim];
        reason[size] = (byte) why;
        firstFile[size] = file;
        firstSource[size] = sourceOfFirst;
        firstLine[size] = lineOfFirst;
        size++;
    }

    private void grow() {
        int capacity = Math.multiplyExact(size, 2);
        source = Arrays.copyOf(source, capacity);
        line = Arrays.copyOf(line, capacity);
        reason = Arrays.copyOf(reason, capacity);
        firstFile = Arrays.copyOf(firstFile, capacity);
        firstSource = Arrays.copyOf(firstSource, capacity);
        firstLine = Arrays.copyOf(firstLine, capacity);
    }
}
