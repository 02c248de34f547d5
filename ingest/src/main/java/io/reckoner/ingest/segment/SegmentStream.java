package io.reckoner.ingest.segment;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The text of a segment as a stream of bytes, whatever it is stored as. */
final class SegmentStream {
    private static final int BUFFER = 1 << 16;

    private SegmentStream() {}

    static InputStream open(Path file, Compression compression) throws IOException {
        InputStream stored = Files.newInputStream(file);
        try {
            return switch (compression) {
                case NONE -> stored;
                case GZIP -> new GZIPInputStream(stored, BUFFER);
                case ZSTD -> new ZstdInputStreamNoFinalizer(stored);
            };
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /** Whether a failure to read speaks of damaged compression, and not of the disk. */
    static boolean isCorruption(IOException failure) {
        return failure instanceof ZipException || failure instanceof EOFException || failure instanceof ZstdIOException;
    }

    /** How a file is stored, by its name. */
    static Compression compressionOf(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(Compression.GZIP.suffix())) {
            return Compression.GZIP;
        }
        return name.endsWith(Compression.ZSTD.suffix()) ? Compression.ZSTD : Compression.NONE;
    }
}
