package io.reckoner.ingest.foreign;

import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The members of an event as stated: from a column, else a constant, else what the row says of itself; in our words. */
final class Terms {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,9})?");

    private final ColumnMapping mapping;
    private final RowMeaning meaning;
    private final Map<MappedField, String> constants = new EnumMap<>(MappedField.class);

    Terms(ForeignMapping stated, RowMeaning meaning) {
        this.mapping = stated.columns();
        this.meaning = meaning;
        constants.putAll(mapping.constants());
        constants.putAll(stated.constants());
    }

    /** The text of a member; empty where there is none. */
    String of(MappedField field, Cells row) {
        String column = mapping.columns().get(field);
        String raw = column == null ? "" : row.cell(column);
        if (raw.isEmpty()) {
            String constant = constants.get(field);
            if (constant != null) {
                return constant;
            }
            raw = meaning.raw(field, row);
        }
        ValueMap words = mapping.values().get(field);
        String theirs = raw;
        return words == null
                ? meaning.unmapped(field, theirs, row)
                : words.of(theirs).orElseGet(() -> meaning.unmapped(field, theirs, row));
    }

    /** A member that is a number. */
    String number(MappedField field, Cells row) {
        return number(field.code(), of(field, row));
    }

    /**
     * A number as JSON writes it; empty stays empty.
     *
     * @throws RowFault where it is none, such as {@code 1.234,5}
     */
    static String number(String name, String text) {
        return number(SuspenseReason.FIELD, name, text);
    }

    /**
     * The same for a count; {@code 1.000} is refused, which may be one or, as many countries write, a thousand.
     *
     * @throws RowFault where it is none
     */
    static String count(String name, String text) {
        if (!name.endsWith(Component.SECONDS.code())) {
            WholeCount.requireClear(name, text);
        }
        return number(SuspenseReason.COUNT, name, text);
    }

    /**
     * Whether a cell says yes. A spreadsheet writes {@code TRUE} in the words of its country: those are not known, and would
     * pass for no.
     *
     * @throws RowFault where it says neither
     */
    static boolean isTrue(String name, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "", "false", "none", "null" -> false;
            default -> throw RowFault.field(name + " says neither true nor false");
        };
    }

    private static String number(SuspenseReason reason, String name, String text) {
        if (!text.isEmpty() && !NUMBER.matcher(text).matches()) {
            throw new RowFault(reason, name + " is no number written as 12 or 0.25");
        }
        return text;
    }
}
