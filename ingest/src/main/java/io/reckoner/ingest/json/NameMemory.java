package io.reckoner.ingest.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names of members as they were written before, each with those that followed it last: most lines have the same names in
 * the same order, so the next name need only be compared, not read.
 *
 * <p>Only a matter of speed: whatever is remembered, the same names are found. At most {@value #LIMIT} names are
 * remembered.
 */
final class NameMemory {
    private static final int LIMIT = 1024;

    /** Longest {@code "name":} remembered, in bytes. */
    private static final int LONGEST = 40;

    /** {@code "name":} as written, in words of eight bytes, of which the last one in use is masked. */
    static final class Name {
        final long hash;
        final int ordinal;
        final int length;
        private final NameTable table;
        private final int lastWord;
        private final long mask;
        private final long first;
        private final long second;
        private final long[] others;
        private @Nullable Name follower;
        private @Nullable Name olderFollower;

        Name(NameTable table, int ordinal, long hash, byte[] written) {
            this.table = table;
            this.ordinal = ordinal;
            this.hash = hash;
            length = written.length;
            lastWord = (length - 1) >>> 3;
            mask = -1L >>> (64 - ((length - 1 & 7) + 1) * 8);
            byte[] padded = Arrays.copyOf(written, LONGEST);
            others = new long[LONGEST / 8];
            for (int i = 0; i < others.length; i++) {
                others[i] = (long) TextHash.WORDS.get(padded, i * 8);
            }
            first = others[0];
            second = others[1];
        }

        /** Whether this name of this table is what stands here. */
        boolean isWritten(NameTable where, byte[] buf, int pos, int end) {
            if (table != where || pos + length > end || pos + lastWord * 8 + 8 > buf.length) {
                return false;
            }
            long word = (long) TextHash.WORDS.get(buf, pos);
            if (lastWord == 0) {
                return ((word ^ first) & mask) == 0;
            }
            if (word != first) {
                return false;
            }
            word = (long) TextHash.WORDS.get(buf, pos + 8);
            if (lastWord == 1) {
                return ((word ^ second) & mask) == 0;
            }
            return word == second && endIsWritten(buf, pos);
        }

        private boolean endIsWritten(byte[] buf, int pos) {
            for (int i = 2; i < lastWord; i++) {
                if ((long) TextHash.WORDS.get(buf, pos + i * 8) != others[i]) {
                    return false;
                }
            }
            return (((long) TextHash.WORDS.get(buf, pos + lastWord * 8) ^ others[lastWord]) & mask) == 0;
        }
    }

    /** Not a name; what follows it begins a line. */
    final Name lineStart = new Name(NameTable.EMPTY, NameTable.UNKNOWN, 0, new byte[1]);

    private final List<Name> names = new ArrayList<>();

    /** The name that followed another and is written here; null if none is. */
    @Nullable
    Name follower(Name name, NameTable table, byte[] buf, int pos, int end) {
        Name likely = name.follower;
        if (likely == null) {
            return null;
        }
        if (likely.isWritten(table, buf, pos, end)) {
            return likely;
        }
        Name older = name.olderFollower;
        if (older != null && older.isWritten(table, buf, pos, end)) {
            name.olderFollower = likely;
            name.follower = older;
            return older;
        }
        return null;
    }

    /**
     * Notes that {@code "name":} in these bytes followed a name; answers the one it is now known as, null if it is too
     * long or memory is full.
     */
    @Nullable
    Name learn(@Nullable Name before, NameTable table, int ordinal, long hash, byte[] buf, int start, int end) {
        Name found = null;
        for (Name name : names) {
            if (name.hash == hash && name.isWritten(table, buf, start, end)) {
                found = name;
                break;
            }
        }
        if (found == null && names.size() < LIMIT && end - start <= LONGEST) {
            found = new Name(table, ordinal, hash, Arrays.copyOfRange(buf, start, end));
            names.add(found);
        }
        if (found != null && before != null) {
            before.olderFollower = before.follower;
            before.follower = found;
        }
        return found;
    }
}
