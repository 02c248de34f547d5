package io.reckoner.jobs.facts;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Turns raw pages into a {@link Chunk}: compresses, checksums, puts headers in front.
 *
 * <p>A chunk is left uncompressed where zstd has nothing to win: below 128 bytes, and where it saves less than a
 * sixteenth (packed numbers often are as small as they get), large pages being judged by their beginning. The choice depends on the content alone.
 */
final class ChunkBuilder implements AutoCloseable {
    private static final int NOT_WORTH_COMPRESSING = 128;

    /** Bytes by which a page of at least four times as many is judged. */
    private static final int SAMPLE = 8192;

    /** Raw bytes of the dictionary page; fill before {@link #build}. */
    final ByteSink dictionary = new ByteSink();

    /** Raw bytes of the data page: levels, then values. */
    final ByteSink data = new ByteSink();

    private final ByteSink out = new ByteSink();
    private final ByteSink packedDictionary = new ByteSink();
    private final ByteSink packedData = new ByteSink();
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final CRC32 checksum = new CRC32();

    ChunkBuilder(int zstdLevel) {
        zstd.setLevel(zstdLevel);
        zstd.setChecksum(false);
    }

    void clear() {
        dictionary.clear();
        data.clear();
    }

    /** A chunk with only a data page. Its bytes are lent until the next one is built. */
    Chunk plain(int values, Encoding encoding, @Nullable Statistics statistics) throws IOException {
        return build(-1, values, encoding, statistics);
    }

    /** A chunk whose data page points into the dictionary page. Its bytes are lent until the next one is built. */
    Chunk withDictionary(int entries, int values, @Nullable Statistics statistics) throws IOException {
        return build(entries, values, Encoding.RLE_DICTIONARY, statistics);
    }

    private Chunk build(int entries, int values, Encoding encoding, @Nullable Statistics statistics)
            throws IOException {
        boolean hasDictionary = entries >= 0;
        int raw = data.size() + (hasDictionary ? dictionary.size() : 0);
        boolean compressed = raw >= NOT_WORTH_COMPRESSING
                && isPromising()
                && isSaving(
                        compress(data, data.size(), packedData)
                                + (hasDictionary ? compress(dictionary, dictionary.size(), packedDictionary) : 0),
                        raw);
        out.clear();
        int headers = 0;
        if (hasDictionary) {
            PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, dictionary.size(), 0);
            header.setDictionary_page_header(new DictionaryPageHeader(entries, Encoding.PLAIN));
            headers += writePage(header, compressed ? packedDictionary : dictionary);
        }
        int dataPageAt = out.size();
        PageHeader header = new PageHeader(PageType.DATA_PAGE, data.size(), 0);
        header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
        headers += writePage(header, compressed ? packedData : data);
        return new Chunk(
                out.bytes(),
                out.size(),
                dataPageAt,
                (long) headers + raw,
                values,
                compressed ? CompressionCodec.ZSTD : CompressionCodec.UNCOMPRESSED,
                encodings(hasDictionary, encoding),
                statistics);
    }

    private static List<Encoding> encodings(boolean dictionary, Encoding encoding) {
        return dictionary
                ? List.of(Encoding.PLAIN, Encoding.RLE, encoding)
                : encoding == Encoding.RLE ? List.of(encoding) : List.of(Encoding.RLE, encoding);
    }

    /** Whether a large data page is worth the try, going by its beginning. */
    private boolean isPromising() {
        return data.size() < 4 * SAMPLE || isSaving(compress(data, SAMPLE, packedData), SAMPLE);
    }

    private static boolean isSaving(int packed, int raw) {
        return packed < raw - raw / 16;
    }

    private int compress(ByteSink raw, int size, ByteSink packed) {
        packed.clear();
        packed.reserve((int) Zstd.compressBound(size));
        packed.advance(zstd.compressByteArray(packed.bytes(), 0, packed.bytes().length, raw.bytes(), 0, size));
        return packed.size();
    }

    /** Writes header and page; the header's length. */
    private int writePage(PageHeader header, ByteSink page) throws IOException {
        checksum.reset();
        checksum.update(page.bytes(), 0, page.size());
        header.setCompressed_page_size(page.size());
        header.setCrc((int) checksum.getValue());
        int before = out.size();
        Util.writePageHeader(header, out);
        int length = out.size() - before;
        out.write(page.bytes(), 0, page.size());
        return length;
    }

    @Override
    public void close() {
        zstd.close();
    }
}
