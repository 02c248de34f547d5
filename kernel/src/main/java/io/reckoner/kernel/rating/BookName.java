package io.reckoner.kernel.rating;

import java.util.Locale;

/**
 * What things in a price book may be called: providers, models, service tiers, overlays, and whom an overlay is for. One rule
 * for all names, so that every book can be written down and read again, and no name hides in another.
 *
 * <p>A name has 1 to 200 characters, none of them a space of any kind, a quote, a control character, an invisible one such as a
 * mark of direction, a letter that shows nothing, or one that is no character at all.
 */
final class BookName {
    private static final int MOST = 200;
    private static final int SHOWN = 60;

    private BookName() {}

    /** @throws IllegalArgumentException when the text is no name */
    static void require(String what, String name) {
        boolean isName = !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MOST
                && name.codePoints().allMatch(BookName::isAllowed);
        if (!isName) {
            throw new IllegalArgumentException(what + " \"" + shown(name) + "\" is no name: 1 to " + MOST
                    + " visible characters without spaces or quotes");
        }
    }

    private static boolean isAllowed(int point) {
        return point != '"' && point != ' ' && isVisible(point);
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> point == ' ';
            default -> !isNoCharacter(point) && !isBlank(point);
        };
    }

    /**
     * Letters and marks of no width or no ink: those Unicode calls ignorable by default, whatever category they have, and
     * the empty Braille cell.
     */
    private static boolean isBlank(int point) {
        return switch (point) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                (point >= 0x180B && point <= 0x180F)
                        || (point >= 0xFE00 && point <= 0xFE0F)
                        || (point >= 0xFFF0 && point <= 0xFFF8)
                        || (point >= 0xE0000 && point <= 0xE0FFF);
        };
    }

    /** Those 66 that Unicode never gives a meaning; the two ends of each plane, and a stretch of the first. */
    private static boolean isNoCharacter(int point) {
        return (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    }

    /** The name for a message: what cannot be seen as its number, cut short. */
    private static String shown(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(SHOWN).forEach(point -> {
            if (isVisible(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04X", point));
            }
        });
        return shown.append(name.codePointCount(0, name.length()) > SHOWN ? "…" : "")
                .toString();
    }
}
