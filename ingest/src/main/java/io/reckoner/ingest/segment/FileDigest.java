package io.reckoner.ingest.segment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Lines, bytes and hash of a whole text file, uncompressed: what tells a foreign file that has no seal from another.
 *
 * @param lines a last line without a newline counts
 */
public record FileDigest(long lines, long bytes, String sha256) {
    private static final int CHUNK = 1 << 18;

    /** Reads a file; how it is compressed its name tells. */
    public static FileDigest of(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        long lines = 0;
        long bytes = 0;
        byte last = '\n';
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = SegmentStream.open(file, SegmentStream.compressionOf(file))) {
            int read;
            while ((read = in.read(chunk)) >= 0) {
                for (int i = 0; i < read; i++) {
                    lines += chunk[i] == '\n' ? 1 : 0;
                }
                digest.update(chunk, 0, read);
                bytes += read;
                last = read > 0 ? chunk[read - 1] : last;
            }
        }
        return new FileDigest(last == '\n' ? lines : lines + 1, bytes, Sha256.hex(digest));
    }
}
