package io.reckoner.ingest.json;

import java.util.Random;

/** Makes JSON text of every kind, and spoils it. */
final class JsonText {
    private static final String[] STRINGS = {
        "",
        "a",
        "ab",
        "model",
        "abcdefgh",
        "abcdefghi",
        "äöü",
        "日本語テキスト",
        "😀",
        "a😀b",
        "tab\\tnew\\n",
        "\\u00e4",
        "\\ud83d\\ude00",
        "quote\\\"end",
        "back\\\\slash",
        "\\/",
        "\\u0000",
        "xxxxxxxxxxxxxxx\\u0041yyyyyyyyy"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "12",
        "-7",
        "1234567",
        "12345678",
        "123456789012345678",
        "1234567890123456789",
        "0.5",
        "1.50",
        "12.0",
        "1e3",
        "1E+3",
        "1e-3",
        "-1.25e10",
        "1e999999999",
        "0.000000000000001",
        "0e5",
        "10",
        "100000000000000000000"
    };
    private static final String SPOILERS = "{}[]\",:\\ \t\n\r0129.-+eEtfnu\u0000\u0001\u007f";

    private final Random random;

    JsonText(Random random) {
        this.random = random;
    }

    String object(int depth) {
        StringBuilder text = new StringBuilder("{").append(space());
        int members = random.nextInt(5) == 0 ? random.nextInt(40) : random.nextInt(5);
        for (int i = 0; i < members; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(space())
                    .append(string())
                    .append(space())
                    .append(':');
            text.append(value(depth)).append(space());
        }
        return text.append('}').toString();
    }

    private String value(int depth) {
        return space()
                + switch (random.nextInt(depth > 0 ? 8 : 6)) {
                    case 0, 1 -> string();
                    case 2, 3 -> NUMBERS[random.nextInt(NUMBERS.length)];
                    case 4 -> random.nextBoolean() ? "true" : "false";
                    case 5 -> "null";
                    case 6 -> object(depth - 1);
                    default -> array(depth - 1);
                };
    }

    private String array(int depth) {
        StringBuilder text = new StringBuilder("[").append(space());
        int elements = random.nextInt(4);
        for (int i = 0; i < elements; i++) {
            text.append(i == 0 ? "" : ",").append(value(depth));
        }
        return text.append(space()).append(']').toString();
    }

    private String string() {
        String text = STRINGS[random.nextInt(STRINGS.length)];
        return '"' + (random.nextInt(3) == 0 ? text + random.nextInt(30) : text) + '"';
    }

    private String space() {
        return switch (random.nextInt(12)) {
            case 0 -> " ";
            case 1 -> "\t";
            case 2 -> " \r";
            default -> "";
        };
    }

    /** The bytes with one to three places changed, added or taken away. */
    byte[] spoil(byte[] text) {
        byte[] bytes = text.clone();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            byte one = random.nextBoolean()
                    ? (byte) SPOILERS.charAt(random.nextInt(SPOILERS.length()))
                    : (byte) random.nextInt(256);
            bytes = switch (random.nextInt(4)) {
                case 0 -> replace(bytes, at, at + 1, new byte[] {one});
                case 1 -> replace(bytes, at, at, new byte[] {one});
                case 2 -> replace(bytes, at, at + 1, new byte[0]);
                default -> replace(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(20)), new byte[0]);
            };
        }
        return bytes;
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] with) {
        byte[] changed = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, changed, 0, from);
        System.arraycopy(with, 0, changed, from, with.length);
        System.arraycopy(bytes, to, changed, from + with.length, bytes.length - to);
        return changed;
    }
}
