package io.reckoner.ingest.rows;

import java.io.IOException;
import java.util.Arrays;

/** Reads a section from its beginning to its end through a bounded buffer; a section on the heap is read in place. */
final class SectionReader {
    private final Section section;
    private long position;

    /** Bytes {@code at .. limit-1} are read and not yet used. */
    byte[] buffer;

    int at;
    int limit;

    SectionReader(Section section, int bufferBytes) {
        this.section = section;
        switch (section) {
            case Section.Kept kept -> {
                buffer = kept.bytes();
                limit = buffer.length;
                position = limit;
            }
            case Section.Spilled spilled -> buffer = new byte[(int) Math.min(bufferBytes, spilled.length())];
        }
    }

    /** Whether {@code count} more bytes are there; then they stand at {@link #at}. */
    boolean has(int count) throws IOException {
        return limit - at >= count || refill(count);
    }

    private boolean refill(int count) throws IOException {
        if (limit - at + section.length() - position < count) {
            return false;
        }
        if (count > buffer.length) {
            buffer = Arrays.copyOfRange(buffer, at, at + count);
        } else {
            System.arraycopy(buffer, at, buffer, 0, limit - at);
        }
        limit -= at;
        at = 0;
        if (section instanceof Section.Spilled spilled) {
            int more = (int) Math.min(buffer.length - limit, section.length() - position);
            spilled.read(position, buffer, limit, more);
            position += more;
            limit += more;
        }
        return true;
    }
}
