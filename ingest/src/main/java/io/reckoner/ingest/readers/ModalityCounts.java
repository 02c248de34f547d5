package io.reckoner.ingest.readers;

import io.reckoner.ingest.json.ContentHash;
import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.NameTable;
import java.util.Arrays;
import java.util.List;

/** One of Google's lists of details, {@code [{"modality":"AUDIO","tokenCount":5}]}, summed by modality. */
final class ModalityCounts {
    /** What Google's details tell tokens apart by. */
    enum Modality {
        TEXT,
        IMAGE,
        AUDIO,
        VIDEO,
        DOCUMENT,
        MODALITY_UNSPECIFIED
    }

    private static final int TOKEN_COUNT = 1;
    private static final NameTable MEMBERS = new NameTable(List.of("modality", "tokenCount"));
    private static final NameTable MODALITIES =
            new NameTable(Arrays.stream(Modality.values()).map(Modality::name).toList());

    private final long[] counts = new long[Modality.values().length];

    private boolean sound = true;
    private int modality;
    private long tokens;

    void forget() {
        Arrays.fill(counts, 0L);
        sound = true;
    }

    /** False when an entry is not an object, names no known modality, or its count is none. */
    boolean sound() {
        return sound;
    }

    long of(Modality one) {
        return counts[one.ordinal()];
    }

    long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
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
        modality = Modality.MODALITY_UNSPECIFIED.ordinal();
        tokens = 0;
        long sum = 0;
        int object = cursor.beginObject();
        int member;
        while ((member = cursor.nextMember(object, MEMBERS)) != JsonCursor.END) {
            cursor.note(object);
            long name = cursor.nameHash();
            sum += ContentHash.member(name, member < 0 ? cursor.value() : member(cursor, member));
        }
        if (modality < 0 || tokens < 0) {
            sound = false;
        } else {
            counts[modality] = Math.min(UsageFields.LIMIT + 1, counts[modality] + tokens);
        }
        return ContentHash.object(sum);
    }

    private long member(JsonCursor cursor, int member) {
        int next = cursor.peek();
        boolean isCount = member == TOKEN_COUNT;
        if (isCount && (next == '-' || next >= '0' && next <= '9')) {
            long hash = cursor.number();
            tokens = cursor.numeral().scaled(0, UsageFields.LIMIT);
            return hash;
        }
        if (!isCount && next == '"') {
            long text = cursor.string();
            modality = MODALITIES.find(text, cursor.text(), cursor.textStart(), cursor.textLength());
            return ContentHash.text(text);
        }
        long hash = cursor.value();
        sound &= hash == ContentHash.NULL;
        return hash;
    }
}
