package io.reckoner.ingest.line;

import io.reckoner.ingest.json.ContentHash;
import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.NameTable;
import io.reckoner.ingest.rows.ByteText;
import io.reckoner.kernel.account.Directory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The tags of an event: those the settings allow are kept, in the order of their keys; others are only hashed. */
final class TagFields {
    private final NameTable names;
    private final byte[][] keys;
    private final ByteText[] values;
    private final boolean[] given;
    private final boolean[] seen;
    private boolean sound = true;

    TagFields(Collection<String> allowed) {
        List<String> sorted = new ArrayList<>(allowed);
        sorted.sort(Directory.ID_ORDER);
        names = new NameTable(sorted);
        keys = new byte[sorted.size()][];
        values = new ByteText[sorted.size()];
        given = new boolean[sorted.size()];
        seen = new boolean[sorted.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = sorted.get(i).getBytes(StandardCharsets.UTF_8);
            values[i] = new ByteText();
        }
    }

    /** Whether all kept tags taken last were texts without NUL, of at most {@link EventField#MAX_TEXT_BYTES}. */
    boolean sound() {
        return sound;
    }

    /** Takes the object of tags and leaves {@code key NUL value NUL} pairs; the answer is its content hash. */
    long take(JsonCursor cursor, ByteText tags) {
        sound = true;
        Arrays.fill(seen, false);
        Arrays.fill(given, false);
        long sum = 0;
        int object = cursor.beginObject();
        int tag;
        while ((tag = cursor.nextMember(object, names)) != JsonCursor.END) {
            long name = cursor.nameHash();
            noteName(cursor, object, tag);
            long value;
            if (tag >= 0 && cursor.peek() == '"') {
                value = ContentHash.text(cursor.string());
                keep(cursor, tag);
            } else {
                value = cursor.value();
                sound &= tag < 0 || value == ContentHash.NULL;
            }
            sum += ContentHash.member(name, value);
        }
        write(tags);
        return ContentHash.object(sum);
    }

    /** A tag that is kept is known by its place; others are remembered by name. */
    private void noteName(JsonCursor cursor, int object, int tag) {
        if (tag < 0) {
            cursor.note(object);
        } else if (seen[tag]) {
            cursor.noteRepeated();
        } else {
            seen[tag] = true;
        }
    }

    private void keep(JsonCursor cursor, int tag) {
        if (cursor.textHasNul() || cursor.textLength() > EventField.MAX_TEXT_BYTES) {
            sound = false;
            return;
        }
        values[tag].set(cursor.text(), cursor.textStart(), cursor.textLength());
        given[tag] = true;
    }

    private void write(ByteText tags) {
        tags.clear();
        for (int tag = 0; tag < keys.length; tag++) {
            if (given[tag]) {
                tags.append(keys[tag], 0, keys[tag].length);
                tags.append((byte) 0);
                tags.append(values[tag].bytes, 0, values[tag].length);
                tags.append((byte) 0);
            }
        }
    }
}
