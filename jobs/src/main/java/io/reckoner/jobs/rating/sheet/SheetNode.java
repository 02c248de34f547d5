package io.reckoner.jobs.rating.sheet;

import java.util.List;
import java.util.Map;

/** A value of a sheet; numbers stay as they are written. */
sealed interface SheetNode {
    /** A number, not yet worked on: its exponent may be absurd. */
    record Digits(String text) implements SheetNode {}

    record Text(String value) implements SheetNode {}

    /** true, false or null. */
    record Word(String value) implements SheetNode {}

    record Items(List<SheetNode> items) implements SheetNode {}

    /**
     * An object.
     *
     * @param repeated names that occur more than once; the first value stands in {@code fields}
     */
    record Fields(Map<String, SheetNode> fields, List<String> repeated) implements SheetNode {}

    /** The value as it is shown in messages, cut short. */
    default String shown() {
        String text =
                switch (this) {
                    case Digits digits -> digits.text();
                    case Text words -> '"' + words.value() + '"';
                    case Word word -> word.value();
                    case Items items -> "a list of " + items.items().size();
                    case Fields fields -> "an object of " + fields.fields().size();
                };
        StringBuilder clean = new StringBuilder();
        text.codePoints().limit(60).forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return clean.length() < text.length() ? clean + "…" : clean.toString();
    }
}
