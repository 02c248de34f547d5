package io.reckoner.jobs.facts;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The pages of one column chunk as {@link ChunkBuilder} wrote them: an optional dictionary page and one data page.
 * Checksums are verified.
 */
final class ChunkReader {
    private final byte[] chunk;
    private final CompressionCodec codec;
    private final String name;
    private int at;

    /** Raw dictionary page; empty without one. */
    private ByteBuffer dictionary = little(new byte[0]);

    private int entries;
    private ByteBuffer data = little(new byte[0]);
    private int values;
    private Encoding encoding = Encoding.PLAIN;

    /** @throws IOException when the bytes are not what was written */
    ChunkReader(String name, byte[] chunk, ColumnMetaData metadata) throws IOException {
        this.name = name;
        this.chunk = chunk;
        this.codec = metadata.getCodec();
        while (at < chunk.length) {
            readPage();
        }
        if (values != metadata.getNum_values()) {
            throw damaged("has " + values + " values, not " + metadata.getNum_values());
        }
    }

    /** Entries of the data page, nulls included. */
    int values() {
        return values;
    }

    boolean hasDictionary() {
        return entries > 0;
    }

    /** Number of entries of the dictionary. */
    int entries() {
        return entries;
    }

    ByteBuffer dictionary() {
        return dictionary;
    }

    /** What is left of the data page, for a decoder of parquet-java. */
    ByteBufferInputStream rest() {
        return ByteBufferInputStream.wrap(data);
    }

    /** Levels of at most 1, the next in the data page. */
    int[] levels() throws IOException {
        int length = data.getInt();
        int[] levels = hybrid(1, values, data.slice(data.position(), length));
        data.position(data.position() + length);
        return levels;
    }

    /** So many codes into the dictionary. */
    int[] codes(int count) throws IOException {
        if (count == 0) {
            return new int[0];
        }
        int width = data.get();
        return hybrid(width, count, data.slice());
    }

    /** @throws IOException when the data page is encoded otherwise */
    void require(Encoding expected) throws IOException {
        if (encoding != expected) {
            throw damaged("is encoded as " + encoding + ", not as " + expected);
        }
    }

    private static int[] hybrid(int width, int count, ByteBuffer bytes) throws IOException {
        RunLengthBitPackingHybridDecoder decoder = new RunLengthBitPackingHybridDecoder(
                width, new ByteArrayInputStream(bytes.array(), bytes.arrayOffset(), bytes.remaining()));
        int[] decoded = new int[count];
        for (int i = 0; i < count; i++) {
            decoded[i] = decoder.readInt();
        }
        return decoded;
    }

    private void readPage() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(chunk, at, chunk.length - at);
        PageHeader header = Util.readPageHeader(in);
        int start = chunk.length - in.available();
        int size = header.getCompressed_page_size();
        CRC32 checksum = new CRC32();
        checksum.update(chunk, start, size);
        if ((int) checksum.getValue() != header.getCrc()) {
            throw damaged("has a page whose checksum does not match");
        }
        byte[] page = Arrays.copyOfRange(chunk, start, start + size);
        if (codec == CompressionCodec.ZSTD) {
            page = Zstd.decompress(page, header.getUncompressed_page_size());
        }
        at = start + size;
        if (header.getType() == PageType.DICTIONARY_PAGE) {
            dictionary = little(page);
            entries = header.getDictionary_page_header().getNum_values();
        } else {
            data = little(page);
            values = header.getData_page_header().getNum_values();
            encoding = header.getData_page_header().getEncoding();
        }
    }

    private IOException damaged(String what) {
        return new IOException("column " + name + " " + what);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
