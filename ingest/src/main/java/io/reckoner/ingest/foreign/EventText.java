package io.reckoner.ingest.foreign;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A line of format 1 in the making. */
final class EventText {
    private final StringBuilder line = new StringBuilder("{\"v\":1");

    /** A member that is text; none where there is nothing. */
    EventText text(String name, String value) {
        return value.isEmpty() ? this : json(name, quoted(value));
    }

    /** A member as JSON writes it; none where there is nothing. */
    EventText json(String name, String value) {
        if (!value.isEmpty()) {
            line.append(',').append(quoted(name)).append(':').append(value);
        }
        return this;
    }

    byte[] bytes() {
        return (line + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** An object of members whose values are JSON. */
    static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** As JSON writes a text. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
