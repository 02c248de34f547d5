package io.reckoner.ingest.segment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Reads a segment once and finds its last line, and lines, bytes and hash of all before it. Of all lines only the last is
 * kept, and that only up to the length of a seal.
 */
final class SegmentScan {
    private static final int CHUNK = 1 << 18;
    private static final byte[] SEAL_START = "{\"seal\"".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest = Sha256.digest();
    private final ByteArrayOutputStream last = new ByteArrayOutputStream();
    private long lines;
    private long bytes;
    private boolean lastComplete;
    private boolean lastTooLong;
    private long earlySeal;

    /** Reads to the end of the stream. */
    void read(InputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int read;
        while ((read = in.read(chunk)) >= 0) {
            if (read > 0) {
                take(chunk, read);
            }
        }
    }

    private void take(byte[] chunk, int length) {
        if (lastComplete) {
            passLast();
        }
        int lastStart = lastIndexOfNewline(chunk, length - 1) + 1;
        if (lastStart > 0) {
            int firstEnd = Newlines.first(chunk, 0, lastStart) + 1;
            keep(chunk, 0, firstEnd);
            passLast();
            pass(chunk, firstEnd, lastStart);
        }
        keep(chunk, lastStart, length);
        lastComplete = chunk[length - 1] == '\n';
    }

    /** Adds to the last line; one that is longer than any seal goes to the digest at once. */
    private void keep(byte[] chunk, int from, int to) {
        if (!lastTooLong && last.size() + to - from > SealLine.MAX_BYTES) {
            lastTooLong = true;
            digest(last.toByteArray(), 0, last.size());
            last.reset();
        }
        if (lastTooLong) {
            digest(chunk, from, to);
        } else {
            last.write(chunk, from, to - from);
        }
    }

    /** The line kept last turns out not to be the last. */
    private void passLast() {
        lines++;
        byte[] line = last.toByteArray();
        noteSeal(line, 0, line.length);
        digest(line, 0, line.length);
        last.reset();
        lastTooLong = false;
    }

    private void pass(byte[] chunk, int from, int to) {
        int start = from;
        while (start < to) {
            lines++;
            int end = Newlines.first(chunk, start, to) + 1;
            noteSeal(chunk, start, end);
            start = end;
        }
        digest(chunk, from, to);
    }

    private void noteSeal(byte[] line, int from, int to) {
        int end = from + SEAL_START.length;
        if (earlySeal == 0 && end <= to && Arrays.equals(line, from, end, SEAL_START, 0, SEAL_START.length)) {
            earlySeal = lines;
        }
    }

    private void digest(byte[] chunk, int from, int to) {
        digest.update(chunk, from, to - from);
        bytes += to - from;
    }

    /** The last newline before {@code end}, or -1. */
    private static int lastIndexOfNewline(byte[] chunk, int end) {
        int at = end - 1;
        while (at >= 0 && chunk[at] != '\n') {
            at--;
        }
        return at;
    }

    /** The last line without its newline; empty where it is longer than a seal. */
    byte[] lastLine() {
        byte[] line = last.toByteArray();
        return lastComplete && !lastTooLong ? Arrays.copyOf(line, line.length - 1) : line;
    }

    /** Whether the last line has its newline. */
    boolean lastComplete() {
        return lastComplete;
    }

    boolean isEmpty() {
        return lines == 0 && bytes == 0 && last.size() == 0;
    }

    /** Lines before the last. */
    long lines() {
        return lines;
    }

    /** Bytes before the last line; meaningless where that is longer than a seal. */
    long bytes() {
        return bytes;
    }

    /** Hash of all before the last line; asked once. */
    String sha256() {
        return Sha256.hex(digest);
    }

    /** Number of the first line that begins like a seal without being the last; 0 if there is none. */
    long earlySeal() {
        return earlySeal;
    }
}
