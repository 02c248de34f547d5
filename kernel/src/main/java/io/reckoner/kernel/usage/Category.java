package io.reckoner.kernel.usage;

import java.util.Locale;

/** The three heads under which every charge is shown: what went in, what came out, and all else. */
public enum Category {
    INPUT,
    OUTPUT,
    OTHER;

    /** The name used in SQL, Parquet and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
