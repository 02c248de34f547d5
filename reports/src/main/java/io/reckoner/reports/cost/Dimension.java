package io.reckoner.reports.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What usage may be grouped by. */
public sealed interface Dimension {
    /** The word on the command line and the name of the column: {@code model}, {@code tag:team}. */
    String code();

    /** The words above the column. */
    String heading();

    /** A column of a fact, or the time it falls in. */
    enum Field implements Dimension {
        MODEL("Model"),
        PROVIDER("Provider"),
        KEY("Key"),
        ACCOUNT("Account"),
        TYPE("Type"),
        ENDPOINT("Endpoint"),
        PURPOSE("Purpose"),
        MONTH("Month"),
        DAY("Day"),
        HOUR("Hour");

        private final String heading;

        Field(String heading) {
            this.heading = heading;
        }

        @Override
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String heading() {
            return heading;
        }

        boolean isTime() {
            return this == MONTH || this == DAY || this == HOUR;
        }
    }

    /** The value of a tag; usage without the tag forms a group of its own. */
    record Tag(String name) implements Dimension {
        public Tag {
            if (name.isBlank()) {
                throw new IllegalArgumentException("write tag:<name>, such as tag:team");
            }
        }

        @Override
        public String code() {
            return "tag:" + name;
        }

        @Override
        public String heading() {
            return "Tag " + name;
        }
    }

    /**
     * Reads a word of {@code --by}.
     *
     * @throws IllegalArgumentException for an unknown word, naming the known ones
     */
    static Dimension parse(String code) {
        if (code.startsWith("tag:")) {
            return new Tag(code.substring("tag:".length()));
        }
        for (Field field : Field.values()) {
            if (field.code().equals(code)) {
                return field;
            }
        }
        String known = Arrays.stream(Field.values()).map(Field::code).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("cannot group by \"" + code + "\"; known are " + known + " and tag:<name>");
    }
}
