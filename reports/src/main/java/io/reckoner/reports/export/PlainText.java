package io.reckoner.reports.export;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Texts from outside, such as ids, in letters that no text format of the journal gives a meaning to: ASCII letters and digits,
 * single inner spaces, and {@code . : _ / @ + -}. Every other byte is written {@code %HH}: {@code a;b} is {@code a%3Bb}.
 */
final class PlainText {
    private static final String MARKS = ".:_/@+-";

    private PlainText() {}

    static String of(String text) {
        int safe = 0;
        while (safe < text.length() && isPlain(text, safe)) {
            safe++;
        }
        return safe == text.length() ? text : escaped(text);
    }

    private static String escaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            if (character < 128 && isPlain(text, i)) {
                plain.append((char) character);
            } else {
                for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    plain.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
                }
            }
            i += Character.charCount(character);
        }
        return plain.toString();
    }

    private static boolean isPlain(String text, int at) {
        char c = text.charAt(at);
        if (c == ' ') {
            return at > 0 && at < text.length() - 1 && text.charAt(at - 1) != ' ';
        }
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || MARKS.indexOf(c) >= 0;
    }
}
