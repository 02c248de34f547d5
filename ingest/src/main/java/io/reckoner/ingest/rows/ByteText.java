package io.reckoner.ingest.rows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A short UTF-8 text in a buffer that is used again and again. Bytes {@code 0 .. length-1} are valid. */
public final class ByteText {
    public byte[] bytes = new byte[64];
    public int length;

    public void clear() {
        length = 0;
    }

    /** Replaces the text. */
    public void set(byte[] source, int offset, int count) {
        length = 0;
        append(source, offset, count);
    }

    /** Replaces the text. */
    public void set(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        set(utf8, 0, utf8.length);
    }

    public void append(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    public void append(byte one) {
        reserve(1);
        bytes[length++] = one;
    }

    /** Makes room for {@code more} bytes behind {@link #length}. */
    public void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
