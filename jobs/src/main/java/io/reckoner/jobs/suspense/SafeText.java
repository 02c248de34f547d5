package io.reckoner.jobs.suspense;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Text from outside as a terminal may see it: a byte that is no UTF-8 and a control character stand as {@code \x1b}, a
 * sign that is invisible or turns the direction of writing as <code>\&#117;{202e}</code>. JSON knows neither escape, so
 * they cannot be taken for what the line holds.
 */
final class SafeText {
    private SafeText() {}

    static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(safe, point));
        return safe.toString();
    }

    /**
     * The beginning of a line, or of a row that runs over lines: its line ends stay.
     *
     * @param known its bytes, or as many of the first as there are
     * @param length of the whole line in bytes
     * @param most bytes to show; what is left out is said: {@code … (1048600 bytes)}
     */
    static String of(ByteBuffer known, long length, int most) {
        ByteBuffer bytes = known.slice();
        boolean cut = length > most;
        bytes.limit(Math.min(bytes.limit(), most));
        StringBuilder safe = new StringBuilder();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining() + 2);
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        while (true) {
            CoderResult result = utf8.decode(bytes, chars, !cut);
            chars.flip();
            chars.codePoints().forEach(point -> {
                if (point == '\n') {
                    safe.append('\n');
                } else {
                    append(safe, point);
                }
            });
            chars.clear();
            if (!result.isError()) {
                break;
            }
            for (int i = 0; i < result.length(); i++) {
                safe.append(String.format(Locale.ROOT, "\\x%02x", bytes.get() & 0xff));
            }
        }
        return cut ? safe.append("… (").append(length).append(" bytes)").toString() : safe.toString();
    }

    private static void append(StringBuilder safe, int point) {
        if (Character.isISOControl(point)) {
            safe.append(String.format(Locale.ROOT, "\\x%02x", point));
            return;
        }
        switch (Character.getType(point)) {
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> safe.append(String.format(Locale.ROOT, "\\u{%04x}", point));
            default -> safe.appendCodePoint(point);
        }
    }
}
