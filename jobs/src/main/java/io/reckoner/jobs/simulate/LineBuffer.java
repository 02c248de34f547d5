package io.reckoner.jobs.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing line of JSON text, reused from line to line. */
final class LineBuffer {
    private byte[] bytes = new byte[2048];
    private int size;

    LineBuffer clear() {
        size = 0;
        return this;
    }

    /** Appends ASCII text as it is. */
    LineBuffer raw(String ascii) {
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[size++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    LineBuffer number(long value) {
        if (value < 0) {
            return raw(Long.toString(value));
        }
        reserve(20);
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /** Appends {@code value} with leading zeros. */
    LineBuffer padded(long value, int digits) {
        reserve(digits);
        long rest = value;
        for (int i = size + digits - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
