package io.reckoner.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The slow way through a string: escapes taken apart, UTF-8 checked, the text left in a buffer of its own. */
final class EscapedText {
    /** The decoded text in {@code 0 .. length-1}. */
    byte[] bytes = new byte[256];

    int length;

    /** The text holds a NUL, written as an escape. */
    boolean hasNul;

    /** The text between {@code start} and {@code end}, where the closing quote stands; known to be a JSON string. */
    static String plain(byte[] buf, int start, int end) {
        EscapedText text = new EscapedText();
        text.decode(buf, start, end + 1);
        return new String(text.bytes, 0, text.length, StandardCharsets.UTF_8);
    }

    /** Decodes from behind the opening quote; answers where the string ends, behind the closing one. */
    int decode(byte[] buf, int start, int end) {
        length = 0;
        hasNul = false;
        int at = start;
        while (at < end) {
            byte next = buf[at];
            if (next == '"') {
                return at + 1;
            }
            reserve();
            if (next == '\\') {
                at = escape(buf, at + 1, end);
            } else if (next >= ' ') {
                bytes[length++] = next;
                at++;
            } else if (next >= 0) {
                throw JsonFault.CONTROL;
            } else {
                at = sequence(buf, at, end);
            }
        }
        throw JsonFault.END;
    }

    private int escape(byte[] buf, int at, int end) {
        if (at >= end) {
            throw JsonFault.END;
        }
        byte code = buf[at];
        switch (code) {
            case '"', '\\', '/' -> bytes[length++] = code;
            case 'b' -> bytes[length++] = '\b';
            case 'f' -> bytes[length++] = '\f';
            case 'n' -> bytes[length++] = '\n';
            case 'r' -> bytes[length++] = '\r';
            case 't' -> bytes[length++] = '\t';
            case 'u' -> {
                return unicode(buf, at + 1, end);
            }
            default -> throw JsonFault.ESCAPE;
        }
        return at + 1;
    }

    /** Four hexadecimal digits, and four more where they are the first half of a surrogate pair. */
    private int unicode(byte[] buf, int at, int end) {
        int code = hex(buf, at, end);
        int next = at + 4;
        if (Character.isSurrogate((char) code)) {
            boolean paired = Character.isHighSurrogate((char) code)
                    && next + 2 <= end
                    && buf[next] == '\\'
                    && buf[next + 1] == 'u';
            int low = paired ? hex(buf, next + 2, end) : 0;
            if (!Character.isLowSurrogate((char) low)) {
                throw JsonFault.SURROGATE;
            }
            code = Character.toCodePoint((char) code, (char) low);
            next += 6;
        }
        put(code);
        return next;
    }

    private static int hex(byte[] buf, int at, int end) {
        if (at + 4 > end) {
            throw JsonFault.END;
        }
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = buf[i] < 0 ? -1 : Character.digit((char) buf[i], 16);
            if (digit < 0) {
                throw JsonFault.ESCAPE;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private void put(int code) {
        hasNul |= code == 0;
        if (code < 0x80) {
            bytes[length++] = (byte) code;
        } else if (code < 0x800) {
            bytes[length++] = (byte) (0xC0 | code >> 6);
            bytes[length++] = (byte) (0x80 | code & 0x3F);
        } else if (code < 0x10000) {
            bytes[length++] = (byte) (0xE0 | code >> 12);
            bytes[length++] = (byte) (0x80 | code >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | code & 0x3F);
        } else {
            bytes[length++] = (byte) (0xF0 | code >> 18);
            bytes[length++] = (byte) (0x80 | code >> 12 & 0x3F);
            bytes[length++] = (byte) (0x80 | code >> 6 & 0x3F);
            bytes[length++] = (byte) (0x80 | code & 0x3F);
        }
    }

    /** A sequence of two to four bytes: shortest form, no surrogate, nothing above U+10FFFF. */
    private int sequence(byte[] buf, int at, int end) {
        int first = buf[at] & 0xff;
        int more = first < 0xC2 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : 0;
        if (more == 0 || at + more >= end) {
            throw JsonFault.UTF8;
        }
        int second = buf[at + 1] & 0xff;
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int greatest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > greatest) {
            throw JsonFault.UTF8;
        }
        for (int i = at + 2; i <= at + more; i++) {
            if ((buf[i] & 0xC0) != 0x80) {
                throw JsonFault.UTF8;
            }
        }
        System.arraycopy(buf, at, bytes, length, more + 1);
        length += more + 1;
        return at + more + 1;
    }

    /** Room for one more character. */
    private void reserve() {
        if (length + 4 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
    }
}
