package io.reckoner.ingest.readers;

import io.reckoner.ingest.json.ContentHash;
import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.kernel.usage.Component;
import java.util.Arrays;

/** One list of a {@link ListShape}, its counts summed by tag. Used again and again. */
final class TaggedCounts {
    private static final int TAG = 0;

    private final ListShape shape;
    private final long[] sums;
    private final long[] entry;

    private boolean sound = true;
    private int entries;
    private int tag;

    TaggedCounts(ListShape shape) {
        this.shape = shape;
        sums = new long[shape.tagCount * shape.counts];
        entry = new long[shape.counts];
    }

    void forget() {
        Arrays.fill(sums, 0L);
        sound = true;
        entries = 0;
    }

    /** False when an entry is not an object, has a tag it must not have, or a count is none. */
    boolean sound() {
        return sound;
    }

    /** Entries that were summed. */
    int entries() {
        return entries;
    }

    /** The sum of the shape's first count over the entries of this tag. */
    long of(int one) {
        return of(one, 0);
    }

    long of(int one, int count) {
        return sums[one * shape.counts + count];
    }

    /** The sum of all counts. */
    long sum() {
        long sum = 0;
        for (long part : sums) {
            sum += part;
        }
        return sum;
    }

    /** Whether another list of the same shape sums to the same. */
    boolean isSame(TaggedCounts other) {
        return Arrays.equals(sums, other.sums);
    }

    /** Takes the list from the cursor; the answer is its content hash. */
    long take(JsonCursor cursor) {
        long elements = ContentHash.emptyArray();
        int count = 0;
        cursor.beginArray();
        while (cursor.nextElement()) {
            elements = ContentHash.element(elements, entry(cursor));
            count++;
        }
        return ContentHash.array(elements, count);
    }

    private long entry(JsonCursor cursor) {
        if (cursor.peek() != '{') {
            sound = false;
            return cursor.value();
        }
        tag = 0;
        Arrays.fill(entry, 0L);
        long sum = 0;
        int object = cursor.beginObject();
        int member;
        while ((member = cursor.nextMember(object, shape.members)) != JsonCursor.END) {
            cursor.note(object);
            long name = cursor.nameHash();
            sum += ContentHash.member(name, member < 0 ? cursor.value() : member(cursor, member));
        }
        add();
        return ContentHash.object(sum);
    }

    private void add() {
        if (tag < 0) {
            sound &= shape.strangers == ListShape.Strangers.SKIPPED;
            return;
        }
        entries++;
        for (int i = 0; i < entry.length; i++) {
            if (entry[i] < 0) {
                sound = false;
            } else {
                int place = tag * entry.length + i;
                sums[place] = Math.min(Component.MOST + 1, sums[place] + entry[i]);
            }
        }
    }

    private long member(JsonCursor cursor, int member) {
        int next = cursor.peek();
        if (member != TAG && (next == '-' || next >= '0' && next <= '9')) {
            long hash = cursor.number();
            entry[member - 1] = cursor.numeral().scaled(0, Component.MOST);
            return hash;
        }
        if (member == TAG && next == '"') {
            long text = cursor.string();
            tag = shape.tags.find(text, cursor.text(), cursor.textStart(), cursor.textLength());
            return ContentHash.text(text);
        }
        long hash = cursor.value();
        sound &= hash == ContentHash.NULL;
        return hash;
    }
}
