package io.reckoner.jobs.facts;

/**
 * One column of the facts, as the table {@link FactSchema} declares it.
 *
 * @param name the name in Parquet, SQL and reports
 * @param type the type
 * @param presence whether every row has a value
 * @param pruning whether row groups carry its least and greatest value, so that readers can skip them
 * @param unit what one of it is ({@code USD}, {@code tokens}, …); empty for names and flags
 * @param source where the value comes from, in words for {@code docs/facts.md}
 */
public record FactColumn(String name, FactType type, Presence presence, Pruning pruning, String unit, String source) {
    /** Whether a value may be missing. */
    public enum Presence {
        REQUIRED,
        OPTIONAL
    }

    /** Whether a reader may skip row groups by this column. */
    public enum Pruning {
        BY_ROW_GROUP,
        NONE
    }

    public FactColumn {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("\"" + name + "\" is no column name; use lower case, digits and _");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("column " + name + " does not say where its value comes from");
        }
    }

    /** Whether rows without a value are allowed. */
    public boolean isOptional() {
        return presence == Presence.OPTIONAL;
    }
}
