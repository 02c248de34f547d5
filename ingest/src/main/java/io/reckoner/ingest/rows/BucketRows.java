package io.reckoner.ingest.rows;

import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of one bucket that met one {@link Fate}, merged in the order they settle in: account, {@code settledAt}, id
 * as unsigned bytes, then source and line. For one thread.
 *
 * <p>Memory is bounded by the merge's read buffers. The rows of other fates are passed over and counted.
 */
public final class BucketRows {
    /** A block with this much text is handed over although it has room for rows. */
    private static final int MOST_TEXT = 64 << 20;

    private static final int LEAST_BUFFER = 4096;
    private static final int MOST_BUFFER = 256 << 10;

    private final RowFates fates;
    private final int wanted;
    private final RowCursor[] cursors;
    private final int[] runs;
    private final int[] accounts;
    private final long[] instants;
    private final LoserTree tree;
    private final RowTotals totals = new RowTotals();

    BucketRows(List<SortedRun> all, RowFates fates, Fate wanted, long previousWatermark, int mergeBytes)
            throws IOException {
        this.fates = fates;
        this.wanted = wanted.ordinal();
        int bucket = fates.bucket();
        runs = filled(all, bucket);
        int players = Math.max(1, runs.length);
        cursors = new RowCursor[players];
        accounts = new int[players];
        instants = new long[players];
        int bufferBytes = bufferBytes(mergeBytes, players);
        for (int player = 0; player < players; player++) {
            Section section =
                    runs.length == 0 ? Section.EMPTY : all.get(runs[player]).rows(bucket);
            cursors[player] = new RowCursor(section, previousWatermark, bufferBytes);
            advance(player);
        }
        tree = new LoserTree(players, this::comesBefore);
    }

    /** The sorted runs that have rows in this bucket. */
    static int[] filled(List<SortedRun> all, int bucket) {
        int[] filled = new int[all.size()];
        int size = 0;
        for (int run = 0; run < filled.length; run++) {
            if (all.get(run).count(bucket) > 0) {
                filled[size++] = run;
            }
        }
        return Arrays.copyOf(filled, size);
    }

    static int bufferBytes(int mergeBytes, int players) {
        return Math.min(MOST_BUFFER, Math.max(LEAST_BUFFER, mergeBytes / players));
    }

    /**
     * Empties the block and fills it with the next rows.
     *
     * @return false when there were none; then the block is empty and the totals are complete
     */
    public boolean fill(EventBlock block) throws IOException {
        block.clear();
        while (block.size < EventBlock.CAPACITY && block.textSize < MOST_TEXT) {
            int player = tree.winner();
            if (accounts[player] == Integer.MAX_VALUE) {
                break;
            }
            RowCursor cursor = cursors[player];
            int fate = fates.ordinal(runs[player], cursor.row);
            if (fate == wanted) {
                block.reserveText(cursor.mostText());
                cursor.copyTo(block, totals.add(fate));
            } else {
                cursor.addCounts(totals.add(fate));
            }
            advance(player);
            tree.replay();
        }
        return block.size > 0;
    }

    /** Totals of the rows read so far, of all fates; complete once {@link #fill} has returned false. */
    public RowTotals totals() {
        return totals;
    }

    private void advance(int player) throws IOException {
        RowCursor cursor = cursors[player];
        if (cursor.next()) {
            accounts[player] = cursor.account;
            instants[player] = cursor.settledAt;
        } else {
            accounts[player] = Integer.MAX_VALUE;
        }
    }

    private boolean comesBefore(int player, int other) {
        if (accounts[player] != accounts[other]) {
            return accounts[player] < accounts[other];
        }
        if (accounts[player] == Integer.MAX_VALUE) {
            return false;
        }
        if (instants[player] != instants[other]) {
            return instants[player] < instants[other];
        }
        return cursors[player].compareIds(cursors[other]) < 0;
    }
}
