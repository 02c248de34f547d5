package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.LittleEndian;
import java.io.IOException;

/** Walks all entries of one index file in order, with their sources counted as in the merged file. */
final class IndexCursor {
    private final IndexContent content;
    private final int[] sourceInMerged;
    private final long[] prefixes = new long[IndexLayout.BLOCK];
    private long entry = -1;

    boolean ended;
    long hashHigh;
    long hashLow;
    long contentHash;
    int source;
    int line;

    /** @param sourceInMerged for each source of the file its number in the merged file, -1 where it is forgotten */
    IndexCursor(IndexContent content, int[] sourceInMerged) throws IOException {
        this.content = content;
        this.sourceInMerged = sourceInMerged;
        next();
    }

    /** Moves to the next entry that is not forgotten. */
    void next() throws IOException {
        do {
            entry++;
            if (entry == content.entries()) {
                ended = true;
                return;
            }
            int inBlock = (int) (entry % IndexLayout.BLOCK);
            if (inBlock == 0) {
                content.unpack((int) (entry / IndexLayout.BLOCK), prefixes);
            }
            int at = content.record(entry);
            byte[] bytes = content.recordBytes();
            hashHigh = prefixes[inBlock] << IndexLayout.PREFIX_SHIFT | LittleEndian.getShort(bytes, at) & 0xffff;
            hashLow = LittleEndian.getLong(bytes, at + 2);
            contentHash = LittleEndian.getLong(bytes, at + 10);
            source = sourceInMerged[LittleEndian.getInt(bytes, at + 18)];
            line = LittleEndian.getInt(bytes, at + 22);
        } while (source < 0);
    }

    static boolean comesBefore(IndexCursor cursor, IndexCursor other) {
        if (cursor.ended || other.ended) {
            return !cursor.ended;
        }
        int compared = IndexWriter.compareHashes(cursor.hashHigh, cursor.hashLow, other.hashHigh, other.hashLow);
        return compared != 0 ? compared < 0 : cursor.source < other.source;
    }
}
