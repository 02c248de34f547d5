package io.reckoner.jobs.facts;

/** The types a fact column may have, with the name DuckDB gives them. */
public enum FactType {
    /** UTF-8 text that differs from row to row. */
    ID("VARCHAR"),
    /** UTF-8 text that repeats: a name. */
    TEXT("VARCHAR"),
    INTEGER("INTEGER"),
    BIGINT("BIGINT"),
    BOOLEAN("BOOLEAN"),
    /** US dollars, twelve decimal places in a 64-bit integer: at most 999,999.999999999999 either way. */
    MONEY("DECIMAL(18,12)"),
    /** Seconds, six decimal places in a 64-bit integer. */
    SECONDS("DECIMAL(18,6)"),
    /** An instant in UTC, whole microseconds. */
    INSTANT("TIMESTAMP WITH TIME ZONE"),
    /** Keys and values of text; never null, empty where there are none. */
    TAGS("MAP(VARCHAR, VARCHAR)");

    private final String sqlName;

    FactType(String sqlName) {
        this.sqlName = sqlName;
    }

    /** The type's name in DuckDB. */
    public String sqlName() {
        return sqlName;
    }
}
