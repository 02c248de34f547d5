package io.reckoner.proxy.log;

import java.util.Locale;

/** Writes JSON text. */
final class JsonText {
    private final StringBuilder text = new StringBuilder(768);

    JsonText raw(String json) {
        text.append(json);
        return this;
    }

    /** A string in quotes. Half of a surrogate pair, which UTF-8 cannot carry, becomes U+FFFD. */
    JsonText string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                text.append(c).append(value.charAt(++i));
            } else {
                text.append(Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        text.append('"');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
