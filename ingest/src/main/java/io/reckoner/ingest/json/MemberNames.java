package io.reckoner.ingest.json;

import java.util.Arrays;

/**
 * The member names of the objects being read, innermost last, to find a name that occurs twice in one object.
 *
 * <p>Names are compared as text, not as written: {@code a} and its escaped spelling are the same name. A few names are
 * compared one by one; from the {@value #FEW}th on an index keeps an object of many names from taking quadratic time.
 */
final class MemberNames {
    private static final int FEW = 16;

    private long[] hashes = new long[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];

    /** Number of the object a name belongs to, never given twice in a line. */
    private int[] owners = new int[64];

    private int size;
    private int objects;

    /** Entry number + 1 by hash, open addressing; what it points to may be gone and is checked. */
    private int[] index = new int[0];

    private int indexed;

    /** Forgets the line before. */
    void clear() {
        size = 0;
        objects = 0;
        if (indexed > 0) {
            Arrays.fill(index, 0);
            indexed = 0;
        }
    }

    /** Begins an object; the answer is needed to add to it and to end it. */
    int open() {
        return size;
    }

    /** Ends the object begun last. */
    void close(int base) {
        size = base;
    }

    /** Adds a name, given by hash and by where it stands between its quotes; true when the object has it already. */
    boolean add(int base, long hash, byte[] buf, int start, int end) {
        if (size == hashes.length) {
            grow();
        }
        int entry = size++;
        hashes[entry] = hash;
        starts[entry] = start;
        ends[entry] = end;
        owners[entry] = entry == base ? objects++ : owners[base];
        int earlier = entry - base;
        if (earlier >= FEW) {
            return addToMany(base, entry, buf);
        }
        for (int i = base; i < entry; i++) {
            if (hashes[i] == hash && sameName(buf, i, entry)) {
                return true;
            }
        }
        return false;
    }

    private boolean addToMany(int base, int entry, byte[] buf) {
        if (entry - base == FEW) {
            for (int i = base; i < entry; i++) {
                enter(i, buf);
            }
        }
        return enter(entry, buf);
    }

    private boolean enter(int entry, byte[] buf) {
        if ((indexed + 1) * 2 > index.length) {
            rebuild(entry);
        }
        int mask = index.length - 1;
        int slot = slot(entry, mask);
        while (index[slot] != 0) {
            int other = index[slot] - 1;
            if (other < entry
                    && owners[other] == owners[entry]
                    && hashes[other] == hashes[entry]
                    && sameName(buf, other, entry)) {
                return true;
            }
            slot = (slot + 1) & mask;
        }
        index[slot] = entry + 1;
        indexed++;
        return false;
    }

    /** A larger index, of the names below {@code entry} only: those of ended objects are left out. */
    private void rebuild(int entry) {
        index = new int[Math.max(256, Integer.highestOneBit(entry + 1) * 8)];
        int mask = index.length - 1;
        for (int live = 0; live < entry; live++) {
            int slot = slot(live, mask);
            while (index[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            index[slot] = live + 1;
        }
        indexed = entry;
    }

    private int slot(int entry, int mask) {
        return (int) TextHash.mix(hashes[entry], owners[entry]) & mask;
    }

    private boolean sameName(byte[] buf, int one, int other) {
        if (Arrays.equals(buf, starts[one], ends[one], buf, starts[other], ends[other])) {
            return true;
        }
        return EscapedText.plain(buf, starts[one], ends[one])
                .equals(EscapedText.plain(buf, starts[other], ends[other]));
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, size * 2);
        starts = Arrays.copyOf(starts, size * 2);
        ends = Arrays.copyOf(ends, size * 2);
        owners = Arrays.copyOf(owners, size * 2);
    }
}
