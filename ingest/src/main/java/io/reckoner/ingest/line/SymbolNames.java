package io.reckoner.ingest.line;

import io.reckoner.ingest.json.SameText;
import io.reckoner.kernel.usage.Symbols;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One thread's view of the run's {@link Symbols}: a name met before is found by its bytes, without making a string. Names
 * beyond {@value #REMEMBERED} are looked up the slow way. Names are not empty.
 */
final class SymbolNames {
    private static final int REMEMBERED = 1 << 16;
    private static final byte[] FREE = {};

    private final Symbols symbols;
    private long[] hashes = new long[256];

    /** Each behind {@link SameText#ROOM}. */
    private byte[][] names = free(256);

    private int[] ordinals = new int[256];
    private int size;

    SymbolNames(Symbols symbols) {
        this.symbols = symbols;
    }

    private static byte[][] free(int size) {
        byte[][] names = new byte[size][];
        Arrays.fill(names, FREE);
        return names;
    }

    /** The ordinal of the name in these bytes. */
    int ordinal(long hash, byte[] text, int start, int length) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        for (; names[slot] != FREE; slot = (slot + 1) & mask) {
            if (hashes[slot] == hash && same(names[slot], text, start, length)) {
                return ordinals[slot];
            }
        }
        int ordinal = symbols.ordinal(new String(text, start, length, StandardCharsets.UTF_8));
        if (size < REMEMBERED) {
            byte[] name = new byte[SameText.ROOM + length];
            System.arraycopy(text, start, name, SameText.ROOM, length);
            put(slot, hash, name, ordinal);
        }
        return ordinal;
    }

    private static boolean same(byte[] name, byte[] text, int start, int length) {
        return name.length == SameText.ROOM + length && SameText.at(name, SameText.ROOM, text, start, length);
    }

    private void put(int slot, long hash, byte[] name, int ordinal) {
        hashes[slot] = hash;
        names[slot] = name;
        ordinals[slot] = ordinal;
        size++;
        if (size * 2 <= hashes.length) {
            return;
        }
        long[] oldHashes = hashes;
        byte[][] oldNames = names;
        int[] oldOrdinals = ordinals;
        hashes = new long[oldHashes.length * 2];
        names = free(oldHashes.length * 2);
        ordinals = new int[oldHashes.length * 2];
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldNames[i] != FREE) {
                int to = (int) oldHashes[i] & (hashes.length - 1);
                while (names[to] != FREE) {
                    to = (to + 1) & (hashes.length - 1);
                }
                hashes[to] = oldHashes[i];
                names[to] = oldNames[i];
                ordinals[to] = oldOrdinals[i];
            }
        }
    }
}
