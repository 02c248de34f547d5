package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes one index file from entries in ascending order of their hashes. Prefixes wait in a file beside it, so that
 * memory does not grow with the number of entries (32 bytes for 1,000 aside, for the directory).
 */
final class IndexWriter implements AutoCloseable {
    private final Path target;
    private final SourceTable sources;
    private final DurableFile file;
    private final FileChannel waiting;
    private final byte[] entry = new byte[IndexLayout.ENTRY_BYTES];
    private final long[] block = new long[IndexLayout.BLOCK];
    private final byte[] packed =
            new byte[IndexLayout.packedBytes(IndexLayout.BLOCK, Long.SIZE) + IndexLayout.PREFIX_PADDING];
    private final ByteBuffer outgoing = ByteBuffer.allocate(64 << 10);
    private byte[] directory = new byte[64 * IndexLayout.DIRECTORY_BYTES];
    private int directoryBytes;
    private int inBlock;
    private long prefixBytes;
    private long entries;
    private long lastHigh;
    private long lastLow;

    IndexWriter(Path target, SourceTable sources) throws IOException {
        this.target = target;
        this.sources = sources;
        this.file = new DurableFile(target);
        file.write(IndexLayout.header());
        this.waiting = FileChannel.open(
                DurableFile.temporary(target.resolveSibling(target.getFileName() + ".prefixes")),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    void add(long hashHigh, long hashLow, long contentHash, int source, int line) throws IOException {
        if (entries > 0 && compareHashes(lastHigh, lastLow, hashHigh, hashLow) > 0) {
            throw new IllegalStateException("entries of an index must come in ascending order");
        }
        lastHigh = hashHigh;
        lastLow = hashLow;
        LittleEndian.putShort(entry, 0, (short) hashHigh);
        LittleEndian.putLong(entry, 2, hashLow);
        LittleEndian.putLong(entry, 10, contentHash);
        LittleEndian.putInt(entry, 18, source);
        LittleEndian.putInt(entry, 22, line);
        file.write(entry);
        block[inBlock++] = IndexLayout.prefix(hashHigh);
        entries++;
        if (inBlock == IndexLayout.BLOCK) {
            packBlock();
        }
    }

    static int compareHashes(long high, long low, long otherHigh, long otherLow) {
        int compared = Long.compareUnsigned(high, otherHigh);
        return compared != 0 ? compared : Long.compareUnsigned(low, otherLow);
    }

    /** Finishes the file. Nothing is left behind when there is nothing to remember. */
    Optional<IndexFile> finish() throws IOException {
        if (entries == 0) {
            return Optional.empty();
        }
        if (inBlock > 0) {
            packBlock();
        }
        long prefixesAt = file.position();
        copyPrefixes();
        long directoryAt = file.position();
        file.write(directory, 0, directoryBytes);
        long sourcesAt = file.position();
        file.write(sources.encoded());
        byte[] footer = new byte[IndexLayout.FOOTER_BYTES];
        LittleEndian.putLong(footer, 0, entries);
        LittleEndian.putLong(footer, 8, prefixesAt);
        LittleEndian.putLong(footer, 16, directoryAt);
        LittleEndian.putLong(footer, 24, sourcesAt);
        LittleEndian.putLong(footer, 32, file.position());
        System.arraycopy(IndexLayout.MAGIC, 0, footer, 40, IndexLayout.MAGIC.length);
        file.write(footer);
        String sha256 = file.commit();
        return Optional.of(new IndexFile(target, sha256, file.position(), entries));
    }

    @Override
    public void close() throws IOException {
        try (file) {
            waiting.close();
        }
    }

    private void packBlock() throws IOException {
        long widest = 0;
        for (int i = 1; i < inBlock; i++) {
            widest |= block[i] - block[i - 1];
        }
        int width = Long.SIZE - Long.numberOfLeadingZeros(widest);
        int bytes = IndexLayout.packedBytes(inBlock, width);
        Arrays.fill(packed, 0, bytes + IndexLayout.PREFIX_PADDING, (byte) 0);
        for (int i = 1; i < inBlock; i++) {
            int bit = (i - 1) * width;
            int at = bit >>> 3;
            long held = LittleEndian.getLong(packed, at);
            LittleEndian.putLong(packed, at, held | (block[i] - block[i - 1]) << (bit & 7));
        }
        enterBlock(block[0], width);
        if (outgoing.remaining() < bytes) {
            drainPrefixes();
        }
        outgoing.put(packed, 0, bytes);
        prefixBytes += bytes;
        inBlock = 0;
    }

    private void enterBlock(long firstPrefix, int width) {
        if (directoryBytes == directory.length) {
            directory = Arrays.copyOf(directory, Math.multiplyExact(directoryBytes, 2));
        }
        LittleEndian.putLong(directory, directoryBytes, firstPrefix << 8 | width);
        LittleEndian.putLong(directory, directoryBytes + 8, prefixBytes);
        directoryBytes += IndexLayout.DIRECTORY_BYTES;
    }

    private void drainPrefixes() throws IOException {
        outgoing.flip();
        while (outgoing.hasRemaining()) {
            waiting.write(outgoing);
        }
        outgoing.clear();
    }

    private void copyPrefixes() throws IOException {
        drainPrefixes();
        waiting.position(0);
        while (waiting.read(outgoing) > 0) {
            file.write(outgoing.array(), 0, outgoing.position());
            outgoing.clear();
        }
        file.write(new byte[IndexLayout.PREFIX_PADDING]);
    }
}
