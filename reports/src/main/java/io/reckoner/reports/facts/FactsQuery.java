package io.reckoner.reports.facts;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to DuckDB: text without any word of a user's in it, and the values bound to its question marks in order.
 * Values may be strings, numbers, {@link java.time.OffsetDateTime}, or null.
 */
public record FactsQuery(String sql, List<@Nullable Object> values) {
    public static FactsQuery of(String sql, @Nullable Object... values) {
        return new FactsQuery(sql, Arrays.asList(values));
    }
}
