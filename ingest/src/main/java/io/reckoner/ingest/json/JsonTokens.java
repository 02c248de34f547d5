package io.reckoner.ingest.json;

import java.nio.charset.StandardCharsets;

/** The tokens of JSON text: strings, numbers, words and what stands between them. */
abstract sealed class JsonTokens permits JsonCursor {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long SLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    private final JsonNumber number = new JsonNumber();
    private final EscapedText escaped = new EscapedText();

    byte[] buf = new byte[0];
    int pos;
    int end;

    private byte[] text = buf;
    private int textStart;
    private int textEnd;

    final void begin(byte[] bytes, int from, int to) {
        buf = bytes;
        pos = from;
        end = to;
    }

    /** The next byte that is not white space, which stays to be taken; -1 at the end. */
    public final int peek() {
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

    /** The bytes that hold the text of the last string, decoded. */
    public final byte[] text() {
        return text;
    }

    public final int textStart() {
        return textStart;
    }

    public final int textLength() {
        return textEnd - textStart;
    }

    /** Whether the text of the last string holds a NUL, which only an escape can write. */
    public final boolean textHasNul() {
        return text != buf && escaped.hasNul;
    }

    /** The last number. */
    public final JsonNumber numeral() {
        return number;
    }

    /** The text of the last string. */
    public final String textString() {
        return new String(text, textStart, textEnd - textStart, StandardCharsets.UTF_8);
    }

    /** Takes a string; the answer is the {@link TextHash} of its text. */
    public final long string() {
        byte[] bytes = buf;
        int start = pos + 1;
        int at = start;
        int bound = bytes.length - 8;
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
            if (bytes[at + before] != '"' || at + before >= end) {
                break;
            }
            at += before;
            setText(bytes, start, at);
            pos = at + 1;
            return TextHash.finish(TextHash.word(hash, word & ((1L << (before << 3)) - 1)), at - start);
        }
        return slowString(start);
    }

    /**
     * The high bit of each byte that is a quote, a backslash, below a space or above ASCII; exact up to the first: a byte
     * that has to borrow is itself one of these.
     */
    private static long special(long word) {
        return ((word ^ QUOTES) - ONES | (word ^ SLASHES) - ONES | word - SPACES | word) & HIGHS;
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
    public final long number() {
        int at = pos;
        if (at + 8 <= buf.length) {
            long word = (long) TextHash.WORDS.get(buf, at);
            int digits = JsonNumber.digitsIn(word);
            byte after = digits < 8 ? buf[at + digits] : (byte) '.';
            boolean plain = digits > 0
                    && after != '.'
                    && (after | 0x20) != 'e'
                    && ((byte) word != '0' || digits == 1)
                    && at + digits < end;
            if (plain) {
                pos = at + digits;
                number.whole(JsonNumber.valueOf(word, digits));
                return number.hash();
            }
        }
        pos = number.read(buf, at, end);
        return number.hash();
    }

    final long literal(String word, long hash) {
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
    public final void finish() {
        if (peek() >= 0) {
            throw JsonFault.TRAILING;
        }
    }

    final void take(char expected) {
        int next = peek();
        if (next != expected) {
            throw next < 0 ? JsonFault.END : JsonFault.UNEXPECTED;
        }
        pos++;
    }
}
