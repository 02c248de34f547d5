package io.reckoner.ingest.segment;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The text of a segment as a stream of bytes, whatever it is stored as. */
final class SegmentStream {
    private static final int BUFFER = 1 << 16;
    private static final byte[] GZIP_MEMBER = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD_FRAME = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private SegmentStream() {}

    static InputStream open(Path file, Compression compression) throws IOException {
        InputStream stored = Files.newInputStream(file);
        try {
            return switch (compression) {
                case NONE -> stored;
                case GZIP -> new BoundedStream(new WholeGzip(stored, BUFFER), Files.size(file));
                case ZSTD -> new BoundedStream(new ZstdInputStreamNoFinalizer(stored), Files.size(file));
            };
        } catch (IOException e) {
            stored.close();
            throw e;
        }
    }

    /** Whether a failure to read speaks of damaged compression, and not of the disk. */
    static boolean isCorruption(IOException failure) {
        return failure instanceof ZipException
                || failure instanceof EOFException
                || failure instanceof ZstdIOException
                || failure instanceof BoundedStream.OutOfProportion;
    }

    /** How a file is stored, by its first bytes: those of text are not those of a compressed stream. */
    static Compression compressionIn(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(4);
        }
        if (Arrays.equals(first, ZSTD_FRAME)) {
            return Compression.ZSTD;
        }
        return first.length > 1 && first[0] == GZIP_MEMBER[0] && first[1] == GZIP_MEMBER[1]
                ? Compression.GZIP
                : Compression.NONE;
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
