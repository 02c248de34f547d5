package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.LittleEndian;
import java.nio.charset.StandardCharsets;

/**
 * Layout of an index file, version 1. All numbers little-endian.
 *
 * <ul>
 *   <li><b>Header</b>, 16 bytes: {@code RECKSAME}, version (4), zero (4).
 *   <li><b>Entries</b>, 26 bytes each, in ascending unsigned order of their 128-bit hashes: bits 64 to 79 of the hash
 *       (2), bits 0 to 63 (8), content hash (8), source (4), line (4).
 *   <li><b>Prefixes</b>: bits 80 to 127 of the same hashes, in blocks of 512 (the last may be shorter). A block holds the
 *       differences from prefix to prefix, each as wide as the widest of the block needs, packed without gaps, least
 *       significant bit first; its first prefix stands in the directory. Eight zero bytes close the section.
 *   <li><b>Directory</b>, 16 bytes a block: first prefix shifted left by 8, plus the width in bits (8); where the block
 *       begins, from the beginning of the section (8).
 *   <li><b>Sources</b>: what an entry's source means, see {@link SourceTable}.
 *   <li><b>Footer</b>, 48 bytes: number of entries (8), where prefixes, directory and sources begin (8 each), where the
 *       footer begins (8), {@code RECKSAME}.
 * </ul>
 *
 * <p>For 625,000 entries the prefixes take 4.0 bytes each, for 22 million 3.4. Only an entry whose 48-bit prefix is met
 * is ever looked up: by chance that happens once in 13 million tries against 22 million entries.
 */
final class IndexLayout {
    static final byte[] MAGIC = "RECKSAME".getBytes(StandardCharsets.US_ASCII);
    static final int VERSION = 1;
    static final int HEADER_BYTES = 16;
    static final int ENTRY_BYTES = 26;
    static final int BLOCK = 512;
    static final int DIRECTORY_BYTES = 16;
    static final int PREFIX_PADDING = 8;
    static final int FOOTER_BYTES = 48;
    static final int PREFIX_SHIFT = 16;

    private IndexLayout() {}

    static byte[] header() {
        byte[] header = new byte[HEADER_BYTES];
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        LittleEndian.putInt(header, 8, VERSION);
        return header;
    }

    /** The 48 leading bits of a hash: its order as a positive number is the unsigned order of the hash. */
    static long prefix(long hashHigh) {
        return hashHigh >>> PREFIX_SHIFT;
    }

    /** Bytes of the differences of a block. */
    static int packedBytes(int entries, int width) {
        return ((entries - 1) * width + 7) / 8;
    }
}
