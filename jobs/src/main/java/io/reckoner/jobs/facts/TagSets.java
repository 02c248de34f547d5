package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.EventBlock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The different sets of tags in a stretch of a block, numbered, each with its purpose if it has one. */
final class TagSets {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SLOTS = 2 * EventBlock.CAPACITY;
    private static final String PURPOSE = "purpose";

    private final int[] slots = new int[SLOTS];
    private final int[] numbers = new int[EventBlock.CAPACITY];
    private final int[] firstRow = new int[EventBlock.CAPACITY];
    private final int[] purpose = new int[EventBlock.CAPACITY];
    private final List<String> sets = new ArrayList<>();
    private final List<String> purposes = new ArrayList<>();

    void read(EventBlock events, int from, int to) {
        Arrays.fill(slots, 0);
        sets.clear();
        purposes.clear();
        byte[] text = events.text;
        for (int row = from; row < to; row++) {
            int start = events.upstreamIdEnd[row];
            int end = events.tagsEnd[row];
            if (row > from && isSame(events, row - 1, start, end)) {
                numbers[row] = numbers[row - 1];
                continue;
            }
            int slot = hash(text, start, end) >>> Integer.numberOfLeadingZeros(SLOTS - 1);
            while (slots[slot] != 0 && !isSame(events, firstRow[slots[slot] - 1], start, end)) {
                slot = slot + 1 & SLOTS - 1;
            }
            if (slots[slot] == 0) {
                enter(text, start, end, row);
                slots[slot] = sets.size();
            }
            numbers[row] = slots[slot] - 1;
        }
    }

    /** The set's number in each row that was read. */
    int[] numbers() {
        return numbers;
    }

    /** A set as {@code key NUL value NUL} for each tag. */
    String set(int number) {
        return sets.get(number);
    }

    /** Number of the set's purpose, -1 where it has none. */
    int purpose(int number) {
        return purpose[number];
    }

    List<String> purposes() {
        return purposes;
    }

    private static boolean isSame(EventBlock events, int row, int start, int end) {
        return Arrays.equals(events.text, events.upstreamIdEnd[row], events.tagsEnd[row], events.text, start, end);
    }

    private void enter(byte[] text, int start, int end, int row) {
        int number = sets.size();
        String set = new String(text, start, end - start, StandardCharsets.UTF_8);
        sets.add(set);
        firstRow[number] = row;
        purpose[number] = -1;
        int at = 0;
        while (at < set.length()) {
            int keyEnd = set.indexOf('\0', at);
            int valueEnd = set.indexOf('\0', keyEnd + 1);
            if (keyEnd - at == PURPOSE.length() && set.startsWith(PURPOSE, at)) {
                purpose[number] = purposes.size();
                purposes.add(set.substring(keyEnd + 1, valueEnd));
            }
            at = valueEnd + 1;
        }
    }

    private static int hash(byte[] text, int start, int end) {
        long hash = (long) end - start;
        int at = start;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(text, at)) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        for (; at < end; at++) {
            hash = (hash ^ text[at]) * 0x9e3779b97f4a7c15L;
        }
        return (int) (hash >>> 32);
    }
}
