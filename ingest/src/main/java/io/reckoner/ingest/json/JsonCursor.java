package io.reckoner.ingest.json;

import org.jspecify.annotations.Nullable;

/**
 * Walks over one JSON value in an array of bytes. For one thread; used again and again.
 *
 * <p>The caller asks for the token it expects; the cursor checks every byte of it, moves behind it and leaves its text
 * or number in its fields until the next token. Every value is answered with its content hash: equal for equal values,
 * however they are written. A {@link JsonFault} is thrown at the first byte that is not JSON; a name that occurs twice
 * in an object is only remembered, since bad JSON further on is the stronger reason.
 *
 * <pre>{@code
 * cursor.over(bytes, 0, bytes.length);
 * int object = cursor.beginObject();
 * long sum = 0;
 * while (cursor.nextMember(object, table) != JsonCursor.END) {
 *     cursor.note(object);
 *     long name = cursor.nameHash();
 *     sum += ContentHash.member(name, cursor.value());
 * }
 * cursor.finish();                                          // nothing but white space follows
 * long hash = ContentHash.object(sum);
 * }</pre>
 */
public final class JsonCursor extends JsonTokens {
    /** Levels of objects and arrays inside each other. */
    public static final int MAX_DEPTH = 64;

    /** Answer of {@link #nextMember}: the object has ended. */
    public static final int END = -2;

    private final MemberNames names = new MemberNames();
    private final NameMemory memory = new NameMemory();

    private int depth;
    private boolean first;
    private NameMemory.@Nullable Name lastName = memory.lineStart;
    private long nameHash;
    private int nameStart;
    private int nameEnd;
    private int repeatedStart;
    private int repeatedEnd;

    /** Begins a value in {@code bytes[from .. to-1]}. */
    public void over(byte[] bytes, int from, int to) {
        begin(bytes, from, to);
        depth = 0;
        repeatedStart = -1;
        lastName = memory.lineStart;
        names.clear();
    }

    /** Takes the brace that begins an object. The answer names the object to {@link #nextMember} and {@link #note}. */
    public int beginObject() {
        take('{');
        enter();
        first = true;
        return names.open();
    }

    /**
     * Takes the next member's name and colon; the answer is the name's ordinal in the table, {@link NameTable#UNKNOWN},
     * or {@link #END} when there was a brace that ends the object.
     */
    public int nextMember(int object, NameTable table) {
        int at = pos;
        if (!first && at + 1 < end && buf[at] == ',') {
            at += buf[at + 1] == ' ' ? 2 : 1;
        }
        NameMemory.Name last = lastName;
        if (last != null && (first || at != pos)) {
            NameMemory.Name name = memory.follower(last, table, buf, at, end);
            if (name != null) {
                first = false;
                lastName = name;
                nameStart = at + 1;
                pos = at + name.length;
                nameEnd = pos - 2;
                nameHash = name.hash;
                return name.ordinal;
            }
        }
        return unforeseen(object, table);
    }

    /** White space, the end of the object, or a name that was not foreseen. */
    private int unforeseen(int object, NameTable table) {
        int next = peek();
        if (next == '}') {
            pos++;
            depth--;
            first = false;
            names.close(object);
            return END;
        }
        if (first) {
            first = false;
        } else {
            take(',');
            next = peek();
        }
        return readName(next, table);
    }

    private int readName(int next, NameTable table) {
        if (next != '"') {
            throw next < 0 ? JsonFault.END : JsonFault.UNEXPECTED;
        }
        nameStart = pos + 1;
        nameHash = string();
        nameEnd = pos - 1;
        int ordinal = table.find(nameHash, text(), textStart(), textLength());
        boolean plain = text() == buf && pos < end && buf[pos] == ':';
        take(':');
        lastName = plain ? memory.learn(lastName, table, ordinal, nameHash, buf, nameStart - 1, pos) : null;
        return ordinal;
    }

    /** Remembers the name taken last, to notice it when the same object has it again. */
    public void note(int object) {
        if (names.add(object, nameHash, buf, nameStart, nameEnd)) {
            noteRepeated();
        }
    }

    /** Says that the object had the name taken last before. The first such name of a line is kept. */
    public void noteRepeated() {
        if (repeatedStart < 0) {
            repeatedStart = nameStart;
            repeatedEnd = nameEnd;
        }
    }

    /** Whether some object has a name twice. */
    public boolean hasRepeated() {
        return repeatedStart >= 0;
    }

    /** The first name that occurs twice in its object; asked only if there is one. */
    public String repeatedName() {
        return EscapedText.plain(buf, repeatedStart, repeatedEnd);
    }

    /** The {@link TextHash} of the name taken last. */
    public long nameHash() {
        return nameHash;
    }

    /** Copies the name taken last, as written, cut to the array; answers how many bytes. */
    public int copyName(byte[] to) {
        int length = Math.min(to.length, nameEnd - nameStart);
        System.arraycopy(buf, nameStart, to, 0, length);
        return length;
    }

    /** Where the value to be taken next, white space aside, begins; or, after it was taken, where it ended. */
    public int position() {
        return pos;
    }

    /** Takes any value; the answer is its content hash. */
    public long value() {
        int next = peek();
        return switch (next) {
            case '"' -> ContentHash.text(string());
            case '{' -> object();
            case '[' -> array();
            case 't' -> literal("true", ContentHash.TRUE);
            case 'f' -> literal("false", ContentHash.FALSE);
            case 'n' -> literal("null", ContentHash.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case -1 -> throw JsonFault.END;
            default -> throw JsonFault.UNEXPECTED;
        };
    }

    private long object() {
        int object = beginObject();
        long sum = 0;
        while (nextMember(object, NameTable.EMPTY) != END) {
            note(object);
            long name = nameHash;
            sum += ContentHash.member(name, value());
        }
        return ContentHash.object(sum);
    }

    /** Takes the bracket that begins an array; then ask {@link #nextElement} before each element. */
    public void beginArray() {
        take('[');
        enter();
        first = true;
    }

    /** Whether another element follows; takes the comma before it, or the bracket that ends the array. */
    public boolean nextElement() {
        boolean atFirst = first;
        first = false;
        int next = peek();
        if (next == ']') {
            pos++;
            depth--;
            return false;
        }
        if (!atFirst) {
            take(',');
            if (peek() == ']') {
                throw JsonFault.UNEXPECTED;
            }
        }
        return true;
    }

    private long array() {
        beginArray();
        long elements = ContentHash.emptyArray();
        int count = 0;
        while (nextElement()) {
            elements = ContentHash.element(elements, value());
            count++;
        }
        return ContentHash.array(elements, count);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw JsonFault.DEEP;
        }
    }
}
