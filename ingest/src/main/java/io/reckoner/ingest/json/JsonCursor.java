package io.reckoner.ingest.json;

import java.nio.charset.StandardCharsets;

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
 * int object = cursor.beginObject();                        // {
 * long sum = 0;
 * while (cursor.nextMember(object, table) != JsonCursor.END) { // "name" :
 *     cursor.note(object);
 *     long name = cursor.nameHash();
 *     sum += ContentHash.member(name, cursor.value());
 * }
 * cursor.finish();                                          // nothing but white space follows
 * long hash = ContentHash.object(sum);
 * }</pre>
 */
public final class JsonCursor {
    /** Levels of objects and arrays inside each other. */
    public static final int MAX_DEPTH = 64;

    /** Answer of {@link #nextMember}: the object has ended. */
    public static final int END = -2;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long SLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private final MemberNames names = new MemberNames();
    private final JsonNumber number = new JsonNumber();
    private final EscapedText escaped = new EscapedText();
    private final NameMemory memory = new NameMemory();

    private byte[] buf = new byte[0];
    private int pos;
    private int end;
    private int depth;

    private byte[] text = buf;
    private int textStart;
    private int textEnd;

    private boolean first;
    private int lastName;
    private long nameHash;
    private int nameStart;
    private int nameEnd;
    private int repeatedStart;
    private int repeatedEnd;

    /** Begins a value in {@code bytes[from .. to-1]}. */
    public void over(byte[] bytes, int from, int to) {
        buf = bytes;
        pos = from;
        end = to;
        depth = 0;
        repeatedStart = -1;
        lastName = NameMemory.LINE_START;
        names.clear();
    }

    /** The next byte that is not white space, which stays to be taken; -1 at the end. */
    public int peek() {
        while (pos < end) {
            byte next = buf[pos];
            if (next > ' ') {
                return next;
            }
            if (next != ' ' && next != '\t' && next != '\r' && next != '\n') {
                throw next == (byte) 0xEF ? JsonFault.MARK : JsonFault.UNEXPECTED;
            }
            pos++;
        }
        return -1;
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
        if (lastName != NameMemory.NONE && (first || at != pos)) {
            int entry = memory.follower(lastName, table, buf, at, end);
            if (entry != NameMemory.NONE) {
                first = false;
                lastName = entry;
                nameStart = at + 1;
                pos = at + memory.length(entry);
                nameEnd = pos - 2;
                nameHash = memory.hash(entry);
                return memory.ordinal(entry);
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
        int ordinal = table.find(nameHash, text, textStart, textEnd - textStart);
        boolean plain = text == buf && pos < end && buf[pos] == ':';
        take(':');
        lastName = plain ? memory.learn(lastName, table, ordinal, nameHash, buf, nameStart - 1, pos) : NameMemory.NONE;
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

    /** The bytes that hold the text of the last string, decoded. */
    public byte[] text() {
        return text;
    }

    public int textStart() {
        return textStart;
    }

    public int textLength() {
        return textEnd - textStart;
    }

    /** Whether the text of the last string holds a NUL, which only an escape can write. */
    public boolean textHasNul() {
        return text != buf && escaped.hasNul;
    }

    /** The last number. */
    public JsonNumber numeral() {
        return number;
    }

    /** The text of the last string. */
    public String textString() {
        return new String(text, textStart, textEnd - textStart, StandardCharsets.UTF_8);
    }

    /** Takes a string; the answer is the {@link TextHash} of its text. */
    public long string() {
        byte[] bytes = buf;
        int start = pos + 1;
        int at = start;
        int bound = end - 8;
        long hash = TextHash.SEED;
        while (at <= bound) {
            long word = (long) TextHash.WORDS.get(bytes, at);
            long special = special(word);
            if (special == 0) {
                hash = TextHash.word(hash, word);
                at += 8;
                continue;
            }
            int before = Long.numberOfTrailingZeros(special) >>> 3;
            if (bytes[at + before] != '"') {
                break;
            }
            at += before;
            setText(bytes, start, at);
            pos = at + 1;
            return TextHash.finish(TextHash.word(hash, word & ((1L << (before << 3)) - 1)), at - start);
        }
        return slowString(start);
    }

    /** The high bit of each byte that is a quote, a backslash, below a space or above ASCII; exact up to the first. */
    private static long special(long word) {
        long quote = word ^ QUOTES;
        long slash = word ^ SLASHES;
        return ((quote - ONES & ~quote) | (slash - ONES & ~slash) | (word - SPACES & ~word) | word) & HIGHS;
    }

    private long slowString(int start) {
        pos = escaped.decode(buf, start, end);
        setText(escaped.bytes, 0, escaped.length);
        return TextHash.of(escaped.bytes, 0, escaped.length);
    }

    private void setText(byte[] bytes, int start, int stop) {
        if (text != bytes) {
            text = bytes;
        }
        textStart = start;
        textEnd = stop;
    }

    /** Takes a number and leaves it in {@link #numeral}; the answer is its content hash. */
    public long number() {
        int at = pos;
        if (at + 8 <= end) {
            long word = (long) TextHash.WORDS.get(buf, at);
            int digits = JsonNumber.digitsIn(word);
            byte after = digits < 8 ? buf[at + digits] : (byte) '.';
            boolean plain = digits > 0 && after != '.' && (after | 0x20) != 'e' && ((byte) word != '0' || digits == 1);
            if (plain) {
                pos = at + digits;
                number.whole(JsonNumber.valueOf(word, digits));
                return number.hash();
            }
        }
        pos = number.read(buf, at, end);
        return number.hash();
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

    private long literal(String word, long hash) {
        for (int i = 0; i < word.length(); i++, pos++) {
            if (pos >= end) {
                throw JsonFault.END;
            }
            if (buf[pos] != word.charAt(i)) {
                throw JsonFault.UNEXPECTED;
            }
        }
        return hash;
    }

    /** Checks that nothing but white space follows. */
    public void finish() {
        if (peek() >= 0) {
            throw JsonFault.TRAILING;
        }
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw JsonFault.DEEP;
        }
    }

    private void take(char expected) {
        int next = peek();
        if (next != expected) {
            throw next < 0 ? JsonFault.END : JsonFault.UNEXPECTED;
        }
        pos++;
    }
}
