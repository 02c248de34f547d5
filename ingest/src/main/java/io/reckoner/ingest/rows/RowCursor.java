package io.reckoner.ingest.rows;

import io.reckoner.kernel.control.ExactSum;
import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;

/** Walks the rows of one section. After {@link #next} the row stands in the buffer until the next call. */
final class RowCursor {
    private final SectionReader reader;
    private final long previousWatermark;
    private int start;
    private int end;
    private int at;

    int account;
    long ts;
    long settledAt;

    /** Number of the row in its section, from 0. */
    int row = -1;

    RowCursor(Section section, long previousWatermark, int bufferBytes) {
        this.reader = new SectionReader(section, bufferBytes);
        this.previousWatermark = previousWatermark;
    }

    /** Moves to the next row; false when there is none. */
    boolean next() throws IOException {
        reader.at = end;
        if (!reader.has(RowLayout.ID)) {
            return false;
        }
        int length = RowLayout.ACCOUNT + LittleEndian.getInt(reader.buffer, reader.at);
        if (!reader.has(length)) {
            throw new IOException("a stored row is cut off");
        }
        start = reader.at;
        end = start + length;
        account = LittleEndian.getInt(reader.buffer, start + RowLayout.ACCOUNT);
        ts = LittleEndian.getLong(reader.buffer, start + RowLayout.TS);
        settledAt = Math.max(ts, previousWatermark);
        row++;
        return true;
    }

    /** Order of rows of the same account and instant. */
    int compareIds(RowCursor other) {
        return StoredRow.compareIds(reader.buffer, start, other.reader.buffer, other.start);
    }

    /** Adds the counts of the row to these sums. */
    void addCounts(ExactSum[] sums) {
        at = start + RowLayout.ID;
        int idLength = (int) number();
        at += idLength;
        for (int left = (int) number(); left != 0; left &= left - 1) {
            int component = Integer.numberOfTrailingZeros(left);
            sums[component].add(number());
        }
    }

    /** Bytes that the texts of the row take at most. */
    int mostText() {
        return end - start;
    }

    /** Appends the row to a block that has room for it, and its counts to these sums. */
    void copyTo(EventBlock block, ExactSum[] sums) {
        int to = block.size;
        byte[] bytes = reader.buffer;
        block.account[to] = account;
        block.ts[to] = ts;
        block.settledAt[to] = settledAt;
        block.source[to] = LittleEndian.getInt(bytes, start + RowLayout.SOURCE);
        block.line[to] = LittleEndian.getInt(bytes, start + RowLayout.LINE) & 0xffffffffL;
        at = start + RowLayout.ID;
        int textEnd = text(block, block.textSize);
        block.idEnd[to] = textEnd;
        int present = (int) number();
        block.present |= present;
        for (int left = present; left != 0; left &= left - 1) {
            int component = Integer.numberOfTrailingZeros(left);
            long count = number();
            block.counts[component][to] = count;
            sums[component].add(count);
        }
        block.keyKind[to] = (byte) (bytes[at] >> 1);
        block.stream[to] = (bytes[at++] & 1) != 0;
        block.format[to] = bytes[at++];
        block.usageSource[to] = bytes[at++];
        block.outcome[to] = bytes[at++];
        block.key[to] = (int) number() - 1;
        block.provider[to] = (int) number() - 1;
        block.model[to] = (int) number() - 1;
        block.requestedModel[to] = (int) number() - 1;
        block.endpoint[to] = (int) number() - 1;
        block.serviceTier[to] = (int) number() - 1;
        block.status[to] = (int) number();
        block.attempt[to] = (int) number();
        block.latencyMillis[to] = optional();
        block.ttftMillis[to] = optional();
        block.vendorCost[to] = optional();
        block.offset[to] = number();
        textEnd = text(block, textEnd);
        block.upstreamIdEnd[to] = textEnd;
        textEnd = text(block, textEnd);
        block.tagsEnd[to] = textEnd;
        block.textSize = textEnd;
        block.size = to + 1;
    }

    private int text(EventBlock block, int to) {
        int length = (int) number();
        System.arraycopy(reader.buffer, at, block.text, to, length);
        at += length;
        return to + length;
    }

    private long number() {
        byte[] bytes = reader.buffer;
        long value = bytes[at++];
        if (value >= 0) {
            return value;
        }
        value &= 0x7f;
        for (int shift = 7; ; shift += 7) {
            long b = bytes[at++];
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    private long optional() {
        long zigzag = number() - 1;
        return zigzag >>> 1 ^ -(zigzag & 1);
    }
}
