package io.reckoner.reports.table;

import java.util.stream.Collectors;

/**
 * Text without control characters and marks of direction, which could move a terminal's cursor or make one name look like
 * another: each becomes {@code �}.
 */
public final class Printable {
    private static final char INSTEAD = '\uFFFD';

    private Printable() {}

    /** One line. */
    public static String of(String text) {
        StringBuilder kept = null;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (Character.isISOControl(sign) || isBidiControl(sign)) {
                kept = kept == null ? new StringBuilder(text) : kept;
                kept.setCharAt(i, INSTEAD);
            }
        }
        return kept == null ? text : kept.toString();
    }

    /** Several lines, whose ends stay. */
    public static String lines(String text) {
        return text.lines().map(Printable::of).collect(Collectors.joining("\n"));
    }

    private static boolean isBidiControl(char sign) {
        return (sign >= '\u202A' && sign <= '\u202E') || (sign >= '\u2066' && sign <= '\u2069');
    }
}
