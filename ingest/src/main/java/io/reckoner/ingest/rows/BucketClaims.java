package io.reckoner.ingest.rows;

import java.io.IOException;
import java.util.List;

/**
 * What the rows of one bucket claim to be: their (account, id) as a 128-bit hash, merged in ascending unsigned order,
 * with all that decides between several claims to one event. For one thread.
 *
 * <p>After {@link #next} the fields speak of one row.
 */
public final class BucketClaims {
    private final SectionReader[] readers;
    private final int[] runs;
    private final long[] highs;
    private final long[] lows;
    private final boolean[] ended;
    private final LoserTree tree;
    private boolean begun;

    public long hashHigh;
    public long hashLow;
    public long contentHash;

    /** In microseconds. */
    public long ts;

    public int source;

    /** The line, to be read as unsigned. */
    public int line;

    /** {@link DecodedEvent#FINE} or the ordinal of a reason. */
    public byte verdict;

    public boolean brokeThrough;
    public boolean lostStart;

    /** Together these name the row in {@link RowFates}. */
    public int run;

    public int row;

    BucketClaims(List<SortedRun> all, int bucket, int mergeBytes) throws IOException {
        runs = BucketRows.filled(all, bucket);
        int players = Math.max(1, runs.length);
        readers = new SectionReader[players];
        highs = new long[players];
        lows = new long[players];
        ended = new boolean[players];
        int bufferBytes = BucketRows.bufferBytes(mergeBytes, players);
        for (int player = 0; player < players; player++) {
            Section section =
                    runs.length == 0 ? Section.EMPTY : all.get(runs[player]).claims(bucket);
            readers[player] = new SectionReader(section, bufferBytes);
            load(player);
        }
        tree = new LoserTree(players, this::comesBefore);
    }

    /** Moves to the next claim; false when there is none. */
    public boolean next() throws IOException {
        int player = tree.winner();
        if (begun && !ended[player]) {
            readers[player].at += RowLayout.CLAIM_BYTES;
            load(player);
            tree.replay();
            player = tree.winner();
        }
        begun = true;
        if (ended[player]) {
            return false;
        }
        byte[] bytes = readers[player].buffer;
        int at = readers[player].at;
        hashHigh = highs[player];
        hashLow = lows[player];
        contentHash = LittleEndian.getLong(bytes, at + RowLayout.CLAIM_CONTENT);
        ts = LittleEndian.getLong(bytes, at + RowLayout.CLAIM_TS);
        source = LittleEndian.getInt(bytes, at + RowLayout.CLAIM_SOURCE);
        line = LittleEndian.getInt(bytes, at + RowLayout.CLAIM_LINE);
        run = runs[player];
        row = LittleEndian.getInt(bytes, at + RowLayout.CLAIM_ROW);
        verdict = bytes[at + RowLayout.CLAIM_VERDICT];
        byte flags = bytes[at + RowLayout.CLAIM_FLAGS];
        brokeThrough = (flags & RowLayout.BROKE_THROUGH) != 0;
        lostStart = (flags & RowLayout.LOST_START) != 0;
        return true;
    }

    private void load(int player) throws IOException {
        SectionReader reader = readers[player];
        if (reader.has(RowLayout.CLAIM_BYTES)) {
            highs[player] = LittleEndian.getLong(reader.buffer, reader.at + RowLayout.CLAIM_HIGH);
            lows[player] = LittleEndian.getLong(reader.buffer, reader.at + RowLayout.CLAIM_LOW);
        } else {
            ended[player] = true;
        }
    }

    private boolean comesBefore(int player, int other) {
        if (ended[player] || ended[other]) {
            return !ended[player];
        }
        if (highs[player] != highs[other]) {
            return Long.compareUnsigned(highs[player], highs[other]) < 0;
        }
        return Long.compareUnsigned(lows[player], lows[other]) < 0;
    }
}
