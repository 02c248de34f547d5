package io.reckoner.ingest.readers;

import io.reckoner.ingest.json.ContentHash;
import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.JsonNumber;
import io.reckoner.ingest.json.NameTable;
import io.reckoner.kernel.usage.Component;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A usage object laid flat: the numbers at the places some reader knows, without a tree. Used again and again.
 *
 * <p>Slots are first the {@link UsagePath}s, then the codes of all {@link Component}s, which are the names of the generic
 * format.
 */
final class UsageFields {
    /** In {@link #value}: not there, or not a number; else the count or an answer of {@link JsonNumber#scaled}. */
    static final long ABSENT = -10;

    static final long WRONG_KIND = -11;

    private static final UsagePath[] PATHS = UsagePath.values();
    private static final Component[] COMPONENTS = Component.values();
    static final int SLOTS = PATHS.length + Component.COUNT;
    private static final NameTable WORDS = new NameTable(UsagePath.WORDS);
    private static final Level ROOT = Level.of(null);
    private static final Level[] LEVELS = levels();
    private final long[] values = new long[SLOTS];
    private final boolean[] seen = new boolean[SLOTS];
    private final int[] touched = new int[SLOTS];
    private int touches;

    /** By slot; null where the slot is of another kind. */
    private final @Nullable TaggedCounts[] lists = new TaggedCounts[PATHS.length];

    private final byte[] unknownName = new byte[40];
    private int unknownLength = -1;

    /** The names one object of the usage knows, the slots they stand for, and its own; -1 for the root. */
    private record Level(NameTable names, int[] slots, int parent) {
        static Level of(@Nullable UsagePath parent) {
            Map<String, Integer> slots = new LinkedHashMap<>();
            for (UsagePath path : PATHS) {
                if (path.parent == parent) {
                    slots.put(path.name, path.ordinal());
                    if (path.alias != null) {
                        slots.put(path.alias, path.ordinal());
                    }
                }
            }
            for (Component component : COMPONENTS) {
                if (parent == null) {
                    slots.put(component.code(), slot(component));
                }
            }
            return new Level(
                    new NameTable(List.copyOf(slots.keySet())),
                    slots.values().stream().mapToInt(Integer::intValue).toArray(),
                    parent == null ? -1 : parent.ordinal());
        }
    }

    private static Level[] levels() {
        Level[] levels = new Level[PATHS.length];
        for (UsagePath path : PATHS) {
            if (path.kind == UsagePath.Kind.OBJECT) {
                levels[path.ordinal()] = Level.of(path);
            }
        }
        return levels;
    }

    /** The slot of a component in the generic format. */
    static int slot(Component component) {
        return PATHS.length + component.ordinal();
    }

    private static String nameOf(int slot) {
        return slot < PATHS.length ? PATHS[slot].name : COMPONENTS[slot - PATHS.length].code();
    }

    UsageFields() {
        Arrays.fill(values, ABSENT);
        for (UsagePath path : PATHS) {
            lists[path.ordinal()] = path.list == null ? null : new TaggedCounts(path.list);
        }
    }

    /** Takes a usage object from the cursor; the answer is its content hash. */
    long take(JsonCursor cursor) {
        forget();
        return object(cursor, ROOT);
    }

    /** Empties the table. */
    void forget() {
        for (int i = 0; i < touches; i++) {
            int slot = touched[i];
            values[slot] = ABSENT;
            seen[slot] = false;
            if (slot < PATHS.length && PATHS[slot].kind == UsagePath.Kind.LIST) {
                list(PATHS[slot]).forget();
            }
        }
        touches = 0;
        unknownLength = -1;
    }

    /** What stands at a place: a count, {@link #ABSENT}, {@link #WRONG_KIND} or an answer of {@link JsonNumber}. */
    long value(int slot) {
        return values[slot];
    }

    /** The list at a place of that kind. */
    TaggedCounts list(UsagePath path) {
        return Objects.requireNonNull(lists[path.ordinal()], "it is no list");
    }

    /** The first member that is no component's code; null if there is none. Members that are null are not there. */
    @Nullable
    String notGeneric() {
        if (unknownLength >= 0) {
            return new String(unknownName, 0, unknownLength, StandardCharsets.UTF_8);
        }
        for (int i = 0; i < touches; i++) {
            if (touched[i] < PATHS.length && values[touched[i]] != ABSENT) {
                return nameOf(touched[i]);
            }
        }
        return null;
    }

    /**
     * The name of a count above zero that a dialect does not know; null if there is none. A number that can be no count
     * is one, too.
     */
    @Nullable
    String unread(CountsRead known) {
        for (int i = 0; i < touches; i++) {
            int slot = touched[i];
            int same = known.same(slot);
            if (same != slot && counts(slot) && (same < 0 || values[same] != values[slot])) {
                return slot < PATHS.length ? PATHS[slot].toString() : nameOf(slot);
            }
        }
        return null;
    }

    private boolean counts(int slot) {
        long value = values[slot];
        if (value == ABSENT || value == WRONG_KIND) {
            return false;
        }
        UsagePath.Kind kind = slot < PATHS.length ? PATHS[slot].kind : UsagePath.Kind.COUNT;
        return switch (kind) {
            case COUNT -> value != 0;
            case LIST -> list(PATHS[slot]).sum() != 0;
            case OBJECT, WORD -> false;
        };
    }

    private long object(JsonCursor cursor, Level level) {
        int object = cursor.beginObject();
        long sum = 0;
        int found;
        while ((found = cursor.nextMember(object, level.names())) != JsonCursor.END) {
            long name = cursor.nameHash();
            if (found < 0) {
                sum += ContentHash.member(name, unknown(cursor, object, level));
            } else {
                sum += ContentHash.member(name, known(cursor, level.slots()[found]));
            }
        }
        return ContentHash.object(sum);
    }

    private long unknown(JsonCursor cursor, int object, Level level) {
        cursor.note(object);
        if (level != ROOT) {
            return stranger(cursor, level);
        }
        if (unknownLength >= 0) {
            return cursor.value();
        }
        int length = cursor.copyName(unknownName);
        long value = cursor.value();
        unknownLength = value == ContentHash.NULL ? -1 : length;
        return value;
    }

    /** A member that nobody knows counts for its object, unless it is null or 0. */
    private long stranger(JsonCursor cursor, Level level) {
        int next = cursor.peek();
        boolean isNumber = next == '-' || next >= '0' && next <= '9';
        long hash = isNumber ? cursor.number() : cursor.value();
        boolean counts = isNumber ? cursor.numeral().scaled(0, Component.MOST) != 0 : hash != ContentHash.NULL;
        if (counts) {
            values[level.parent()]++;
        }
        return hash;
    }

    private long known(JsonCursor cursor, int slot) {
        if (seen[slot]) {
            cursor.noteRepeated();
        } else {
            seen[slot] = true;
            touched[touches++] = slot;
        }
        UsagePath.Kind kind = slot < PATHS.length ? PATHS[slot].kind : UsagePath.Kind.COUNT;
        int next = cursor.peek();
        if (kind == UsagePath.Kind.COUNT && (next == '-' || next >= '0' && next <= '9')) {
            long hash = cursor.number();
            int scale = slot < PATHS.length ? 0 : COMPONENTS[slot - PATHS.length].scale();
            values[slot] = cursor.numeral().scaled(scale, Component.MOST);
            return hash;
        }
        if (kind == UsagePath.Kind.OBJECT && next == '{') {
            values[slot] = 0;
            return object(cursor, LEVELS[slot]);
        }
        if (kind == UsagePath.Kind.LIST && next == '[') {
            TaggedCounts list = list(PATHS[slot]);
            long hash = list.take(cursor);
            values[slot] = list.sound() ? 0 : WRONG_KIND;
            return hash;
        }
        if (kind == UsagePath.Kind.WORD && next == '"') {
            long text = cursor.string();
            int word = WORDS.find(text, cursor.text(), cursor.textStart(), cursor.textLength());
            values[slot] = word < 0 ? WRONG_KIND : word;
            return ContentHash.text(text);
        }
        long hash = cursor.value();
        values[slot] = hash == ContentHash.NULL ? ABSENT : WRONG_KIND;
        return hash;
    }
}
