package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.LittleEndian;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up claims, batch after batch in ascending order, in one index file. Moves forward only: next to each other,
 * claims and entries are merged; far from each other, blocks between are never read.
 */
final class IndexJoin implements AutoCloseable {
    private final int file;
    private final Set<String> forgotten;
    private final IndexContent content;
    private final long[] prefixes = new long[IndexLayout.BLOCK];
    private @Nullable BitSet rememberedSources;
    private int block = -1;
    private int inBlock;
    private int at;

    /** @param file number under which hits in this file are noted */
    IndexJoin(int file, Path path, Set<String> forgotten) throws IOException {
        this.file = file;
        this.forgotten = forgotten;
        this.content = new IndexContent(path);
    }

    SourceTable sources() throws IOException {
        return content.sources();
    }

    /** Notes in the batch which of its claims this file remembers; a hit already noted stands. */
    void probe(Lookups batch) throws IOException {
        int claim = 0;
        while (claim < batch.size && moveTo(IndexLayout.prefix(batch.hashHigh[claim]))) {
            claim = probeBlock(batch, claim);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /** Makes the block current in which the first entry not below this prefix stands; false when there is none. */
    private boolean moveTo(long prefix) throws IOException {
        while (block < 0 || prefix > prefixes[inBlock - 1]) {
            int next = lastBlockBeginningBelow(prefix);
            if (next <= block) {
                next = block + 1;
            }
            if (next >= content.blocks()) {
                return false;
            }
            block = next;
            inBlock = content.unpack(block, prefixes);
            at = 0;
        }
        return true;
    }

    /** Looks near the current block first, then further and further away. */
    private int lastBlockBeginningBelow(long prefix) {
        int blocks = content.blocks();
        int low = Math.max(block, 0);
        int step = 1;
        while (low + step < blocks && content.firstPrefix(low + step) < prefix) {
            low += step;
            step *= 2;
        }
        int high = Math.min(blocks, low + step);
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (content.firstPrefix(middle) < prefix) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Probes claims as far as the current block reaches, and returns the first one beyond. */
    private int probeBlock(Lookups batch, int from) throws IOException {
        long[] hashes = batch.hashHigh;
        int size = batch.size;
        long last = prefixes[inBlock - 1];
        int entry = at;
        int claim = from;
        while (claim < size) {
            long prefix = hashes[claim] >>> IndexLayout.PREFIX_SHIFT;
            if (prefix > last) {
                break;
            }
            while (prefixes[entry] < prefix) {
                entry++;
            }
            if (prefixes[entry] == prefix) {
                int before = block;
                at = entry;
                compare(batch, claim, prefix);
                if (block != before) {
                    return claim + 1;
                }
                entry = at;
            }
            claim++;
        }
        at = entry;
        return claim;
    }

    /**
     * Compares whole hashes from the current entry on, passing over entries that no later claim can meet: those below
     * the claim's hash, and those of forgotten runs.
     */
    private void compare(Lookups batch, int claim, long prefix) throws IOException {
        do {
            int record = content.record((long) block * IndexLayout.BLOCK + at);
            byte[] bytes = content.recordBytes();
            long high = prefix << IndexLayout.PREFIX_SHIFT | LittleEndian.getShort(bytes, record) & 0xffff;
            int compared = IndexWriter.compareHashes(
                    high, LittleEndian.getLong(bytes, record + 2), batch.hashHigh[claim], batch.hashLow[claim]);
            if (compared > 0) {
                return;
            }
            if (compared == 0 && remembered(LittleEndian.getInt(bytes, record + 18))) {
                if (!batch.isHit(claim)) {
                    batch.hitFile[claim] = file;
                    batch.hitContent[claim] = LittleEndian.getLong(bytes, record + 10);
                    batch.hitSource[claim] = LittleEndian.getInt(bytes, record + 18);
                    batch.hitLine[claim] = LittleEndian.getInt(bytes, record + 22);
                }
                return;
            }
        } while (stepWithin(prefix));
    }

    /** Moves to the next entry if it has this prefix, into the next block if need be. */
    private boolean stepWithin(long prefix) throws IOException {
        if (at + 1 < inBlock) {
            at++;
            return prefixes[at] == prefix;
        }
        if (block + 1 < content.blocks() && content.firstPrefix(block + 1) == prefix) {
            block++;
            inBlock = content.unpack(block, prefixes);
            at = 0;
            return true;
        }
        return false;
    }

    private boolean remembered(int source) throws IOException {
        if (forgotten.isEmpty()) {
            return true;
        }
        if (rememberedSources == null) {
            rememberedSources = content.sources().except(forgotten);
        }
        return rememberedSources.get(source);
    }
}
