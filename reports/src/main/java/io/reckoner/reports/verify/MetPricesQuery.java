package io.reckoner.reports.verify;

import io.reckoner.kernel.rating.RateKey;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.facts.FactsColumns;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.SqlText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which prices the facts met, and how large their counts are. */
final class MetPricesQuery {
    private MetPricesQuery() {}

    static List<MetPrice> list(FactsSession session) {
        return session.list(FactsQuery.of(SqlText.load("rate_keys").sql()), MetPricesQuery::price);
    }

    private static MetPrice price(ResultSet row) throws SQLException {
        return new MetPrice(
                row.getInt("book_version"),
                new RateKey(
                        row.getString("provider"),
                        row.getString("model"),
                        row.getObject("card_effective_from", OffsetDateTime.class)
                                .toInstant(),
                        row.getString("service_tier"),
                        row.getString("overlay")));
    }

    /** The greatest count of each component that occurs at all, in units times 10^scale. */
    static Map<Component, BigInteger> greatestCounts(FactsSession session) {
        String greatest = Arrays.stream(Component.values())
                .map(component -> "max(" + FactsColumns.count(component) + ")")
                .collect(Collectors.joining(", "));
        Map<Component, BigInteger> counts = new EnumMap<>(Component.class);
        session.forEach(FactsQuery.of("SELECT " + greatest + " FROM verified WHERE row_kind = 'usage'"), row -> {
            for (Component component : Component.values()) {
                BigDecimal count = row.getBigDecimal(component.ordinal() + 1);
                if (count != null && count.signum() != 0) {
                    counts.put(
                            component, count.movePointRight(component.scale()).toBigIntegerExact());
                }
            }
        });
        return counts;
    }
}
