package io.reckoner.ingest.json;

/**
 * Compares two texts, eight bytes at a time, the last eight by overlapping those before: names are short, and a call that
 * also serves long arrays takes longer than their comparison.
 */
public final class SameText {
    /** Bytes that best stand before a text: then a shorter one is compared at once. */
    public static final int ROOM = 8;

    private SameText() {}

    /** Whether {@code length} bytes are the same from these two places on. */
    public static boolean at(byte[] one, int start, byte[] other, int otherStart, int length) {
        int end = start + length;
        int otherEnd = otherStart + length;
        if (length < 8) {
            if (length == 0 || end < 8 || otherEnd < 8) {
                return slowly(one, start, other, otherStart, length);
            }
            long differs = word(one, end - 8) ^ word(other, otherEnd - 8);
            return differs >>> Long.SIZE - length * 8 == 0;
        }
        for (int i = 0; i < length - 8; i += 8) {
            if (word(one, start + i) != word(other, otherStart + i)) {
                return false;
            }
        }
        return word(one, end - 8) == word(other, otherEnd - 8);
    }

    private static long word(byte[] bytes, int at) {
        return (long) TextHash.WORDS.get(bytes, at);
    }

    private static boolean slowly(byte[] one, int start, byte[] other, int otherStart, int length) {
        for (int i = 0; i < length; i++) {
            if (one[start + i] != other[otherStart + i]) {
                return false;
            }
        }
        return true;
    }
}
