package io.reckoner.ingest.segment;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a compressed file unpacks to, as long as that is in proportion: a small file made to unpack to terabytes would
 * keep a run busy for days. Up to {@value #ALWAYS} bytes everything is in proportion, beyond that {@value #MOST_TIMES}
 * times the size of the file. Usage logs pack to a tenth or a thirtieth.
 */
final class BoundedStream extends FilterInputStream {
    static final long ALWAYS = 1L << 28;
    static final long MOST_TIMES = 500;

    /** The limit was reached. */
    static final class OutOfProportion extends IOException {
        private static final long serialVersionUID = 1;

        OutOfProportion() {
            super("it unpacks to more than " + MOST_TIMES + " times its size");
        }
    }

    private final long most;
    private long taken;

    BoundedStream(InputStream in, long storedBytes) {
        super(in);
        most = Math.max(ALWAYS, Math.multiplyExact(MOST_TIMES, storedBytes));
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        return read < 0 ? read : took(1, read);
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        return read < 0 ? read : took(read, read);
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        took(skipped, 0);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int took(long bytes, int answer) throws IOException {
        taken += bytes;
        if (taken > most) {
            throw new OutOfProportion();
        }
        return answer;
    }
}
