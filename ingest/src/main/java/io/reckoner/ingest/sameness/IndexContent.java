package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.LittleEndian;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The content of one index file: its directory on the heap, blocks and entries as they are asked for, in order. */
final class IndexContent implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;
    private final long entries;
    private final long prefixesAt;
    private final long sourcesAt;
    private final long footerAt;
    private final byte[] directory;
    private final ReadAhead prefixes;
    private final ReadAhead records;
    private @Nullable SourceTable sources;

    /** @throws IOException naming the file, when it is not a whole index file of this version */
    IndexContent(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long size = channel.size();
            byte[] header = read(0, IndexLayout.HEADER_BYTES, size);
            byte[] footer = read(size - IndexLayout.FOOTER_BYTES, IndexLayout.FOOTER_BYTES, size);
            if (!Arrays.equals(IndexLayout.MAGIC, Arrays.copyOf(header, 8))
                    || !Arrays.equals(IndexLayout.MAGIC, Arrays.copyOfRange(footer, 40, 48))) {
                throw damaged("it is not a whole index file");
            }
            if (LittleEndian.getInt(header, 8) != IndexLayout.VERSION) {
                throw damaged("it has version " + LittleEndian.getInt(header, 8) + ", this program reads version "
                        + IndexLayout.VERSION);
            }
            entries = LittleEndian.getLong(footer, 0);
            prefixesAt = LittleEndian.getLong(footer, 8);
            long directoryAt = LittleEndian.getLong(footer, 16);
            sourcesAt = LittleEndian.getLong(footer, 24);
            footerAt = LittleEndian.getLong(footer, 32);
            if (footerAt + IndexLayout.FOOTER_BYTES != size
                    || prefixesAt != IndexLayout.HEADER_BYTES + entries * IndexLayout.ENTRY_BYTES
                    || sourcesAt - directoryAt != blocks(entries) * IndexLayout.DIRECTORY_BYTES) {
                throw damaged("its parts do not add up to its size of " + size + " bytes");
            }
            directory = read(directoryAt, Math.toIntExact(sourcesAt - directoryAt), size);
            prefixes = new ReadAhead(channel, directoryAt);
            records = new ReadAhead(channel, prefixesAt);
        } catch (IOException | ArithmeticException e) {
            channel.close();
            throw e;
        }
    }

    private static long blocks(long entries) {
        return (entries + IndexLayout.BLOCK - 1) / IndexLayout.BLOCK;
    }

    long entries() {
        return entries;
    }

    int blocks() {
        return directory.length / IndexLayout.DIRECTORY_BYTES;
    }

    long firstPrefix(int block) {
        return LittleEndian.getLong(directory, block * IndexLayout.DIRECTORY_BYTES) >>> 8;
    }

    /** Unpacks the prefixes of a block and returns how many there are. Blocks are asked for in ascending order. */
    int unpack(int block, long[] into) throws IOException {
        int width = (int) LittleEndian.getLong(directory, block * IndexLayout.DIRECTORY_BYTES) & 0xff;
        long offset = LittleEndian.getLong(directory, block * IndexLayout.DIRECTORY_BYTES + 8);
        int count = (int) Math.min(IndexLayout.BLOCK, entries - (long) block * IndexLayout.BLOCK);
        int bytes = IndexLayout.packedBytes(count, width) + IndexLayout.PREFIX_PADDING;
        int at = prefixes.at(prefixesAt + offset, bytes);
        byte[] packed = prefixes.bytes();
        long mask = (1L << width) - 1;
        long prefix = firstPrefix(block);
        into[0] = prefix;
        int bit = 0;
        for (int i = 1; i < count; i++) {
            prefix += LittleEndian.getLong(packed, at + (bit >>> 3)) >>> (bit & 7) & mask;
            into[i] = prefix;
            bit += width;
        }
        return count;
    }

    /** Makes an entry available; it stands in {@link #recordBytes()} from the place returned. In ascending order. */
    int record(long entry) throws IOException {
        return records.at(IndexLayout.HEADER_BYTES + entry * IndexLayout.ENTRY_BYTES, IndexLayout.ENTRY_BYTES);
    }

    byte[] recordBytes() {
        return records.bytes();
    }

    SourceTable sources() throws IOException {
        SourceTable table = sources;
        if (table == null) {
            try {
                table = SourceTable.decoded(read(sourcesAt, Math.toIntExact(footerAt - sourcesAt), footerAt));
            } catch (IOException e) {
                throw damaged(String.valueOf(e.getMessage()));
            }
            sources = table;
        }
        return table;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private byte[] read(long offset, int count, long size) throws IOException {
        if (offset < 0 || offset + count > size) {
            throw damaged("it is cut off after " + size + " bytes");
        }
        byte[] bytes = new byte[count];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw damaged("it is cut off after " + size + " bytes");
            }
        }
        return bytes;
    }

    private IOException damaged(String fault) {
        return new IOException("sameness index " + path + " cannot be read: " + fault
                + ". Restore the file the manifest names, with its SHA-256, then run again");
    }
}
