package io.reckoner.reports.cost;

import java.util.Locale;

/** The sums that {@code duckdb/cost.sql} forms; everything shown follows from these. */
enum CostSum {
    REQUESTS,
    UNUSED,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    KNOWN_COST_TOKENS,
    COST_INPUT,
    COST_OUTPUT,
    COST_OTHER,
    COST,
    COST_UNKNOWN,
    KNOWN_COST_CHARGE,
    CHARGE_INPUT,
    CHARGE_OUTPUT,
    CHARGE_OTHER,
    CHARGE,
    REQUESTS_LATE,
    CHARGE_LATE,
    REQUESTS_ESTIMATED,
    CHARGE_ESTIMATED,
    IMAGES,
    SECONDS,
    CHARACTERS,
    SEARCH_UNITS,
    CHARGE_UNIT;

    /** The column of the statement. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
