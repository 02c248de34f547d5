package io.reckoner.ingest.segment;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Compresses sealed segments. The seal stays true: it speaks of the uncompressed text. */
public final class SegmentCompression {
    private SegmentCompression() {}

    /** Puts a compressed file in the place of a sealed, uncompressed one; answers the new file. */
    public static Path compress(Path sealed, Compression compression) throws IOException {
        SegmentName.File named = SegmentName.parse(String.valueOf(sealed.getFileName()))
                .filter(f -> !f.growing() && f.compression() == Compression.NONE)
                .orElseThrow(() -> new IllegalArgumentException(sealed + " is not a sealed, uncompressed segment"));
        if (compression == Compression.NONE) {
            return sealed;
        }
        Path compressed = sealed.resolveSibling(named.segment().sealedFile(compression));
        Path work = sealed.resolveSibling(compressed.getFileName() + ".compressing");
        try (InputStream in = Files.newInputStream(sealed);
                OutputStream out = compressing(work, compression)) {
            in.transferTo(out);
        }
        DurableFiles.sync(work);
        DurableFiles.rename(work, compressed);
        DurableFiles.delete(sealed);
        return compressed;
    }

    private static OutputStream compressing(Path work, Compression compression) throws IOException {
        OutputStream out = Files.newOutputStream(work);
        return switch (compression) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out);
            case ZSTD -> new ZstdOutputStreamNoFinalizer(out).setChecksum(true);
        };
    }
}
