package io.reckoner.ingest.rows;

import java.util.Arrays;

/** Compares stored rows of the same account and instant. */
final class StoredRow {
    private StoredRow() {}

    /** By id as unsigned bytes, then by source and line: two rows are never equal. */
    static int compareIds(byte[] bytes, int row, byte[] otherBytes, int other) {
        int id = row + RowLayout.ID;
        int length = 0;
        int shift = 0;
        byte b;
        do {
            b = bytes[id++];
            length |= (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        int otherId = other + RowLayout.ID;
        int otherLength = 0;
        shift = 0;
        do {
            b = otherBytes[otherId++];
            otherLength |= (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        int compared = Arrays.compareUnsigned(bytes, id, id + length, otherBytes, otherId, otherId + otherLength);
        if (compared == 0) {
            compared = Integer.compare(
                    LittleEndian.getInt(bytes, row + RowLayout.SOURCE),
                    LittleEndian.getInt(otherBytes, other + RowLayout.SOURCE));
        }
        if (compared == 0) {
            compared = Integer.compareUnsigned(
                    LittleEndian.getInt(bytes, row + RowLayout.LINE),
                    LittleEndian.getInt(otherBytes, other + RowLayout.LINE));
        }
        return compared;
    }
}
