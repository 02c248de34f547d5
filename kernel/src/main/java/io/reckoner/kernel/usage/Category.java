package io.reckoner.kernel.usage;

/** The three heads under which every charge is shown: what went in, what came out, and all else. */
public enum Category {
    INPUT,
    OUTPUT,
    OTHER;

    /** The name used in SQL, Parquet and reports. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
