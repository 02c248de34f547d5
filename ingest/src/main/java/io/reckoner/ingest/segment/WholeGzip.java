package io.reckoner.ingest.segment;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A gzip stream that reaches to the end of its file; Java's own passes over what stands behind it. */
final class WholeGzip extends GZIPInputStream {
    /** Checksum and length at the end of a member. */
    private static final int TRAILER = 8;

    private boolean judged;

    WholeGzip(InputStream in, int buffer) throws IOException {
        super(in, buffer);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        if (read < 0 && !judged) {
            judged = true;
            if (inf.getRemaining() > TRAILER || in.available() > 0) {
                throw new ZipException("something stands behind its end");
            }
        }
        return read;
    }
}
