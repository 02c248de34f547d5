package io.reckoner.reports.verify;

import io.reckoner.kernel.rating.CostBasis;
import io.reckoner.kernel.rating.FlatRate;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.SessionTable;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The exact rates of the prices met, as table {@code rate} of a session. */
final class RateTable {
    private static final String COLUMNS = "book_version INTEGER, provider VARCHAR, model VARCHAR, "
            + "card_effective_from TIMESTAMPTZ, service_tier VARCHAR, overlay VARCHAR, card_until BIGINT, "
            + "states_cost BOOLEAN, cost_is_vendors BOOLEAN, day_from BIGINT, day_until BIGINT, metric INTEGER, "
            + "metric_from BIGINT, metric_until BIGINT";

    private final RateLayout layout;
    private final List<Set<Component>> metrics;

    RateTable(RateLayout layout, List<Set<Component>> metrics) {
        this.layout = layout;
        this.metrics = metrics;
    }

    /** Rates that hold together: one key, one stretch of the day, one range of the context metric. */
    private record Situation(long dayFrom, long metricFrom) {}

    void load(FactsSession session, Map<MetPrice, List<FlatRate>> rates, PriceBooks books) {
        try (SessionTable table = session.table("rate", COLUMNS + layout.columns())) {
            rates.forEach((met, flat) -> {
                PriceBook book = books.version(met.bookVersion());
                for (List<FlatRate> situation : situations(flat)) {
                    table.row(row(met, book, situation).toArray());
                }
            });
        }
    }

    private static Collection<List<FlatRate>> situations(List<FlatRate> rates) {
        Map<Situation, List<FlatRate>> situations = new LinkedHashMap<>();
        for (FlatRate rate : rates) {
            situations
                    .computeIfAbsent(
                            new Situation(rate.dayFromMicros(), rate.metricFrom()), unused -> new ArrayList<>())
                    .add(rate);
        }
        return situations.values();
    }

    private List<@Nullable Object> row(MetPrice met, PriceBook book, List<FlatRate> situation) {
        FlatRate any = situation.getFirst();
        String provider = met.key().provider();
        List<RateCard> cards = book.cards(provider, met.key().model());
        List<@Nullable Object> row = new ArrayList<>();
        row.add(met.bookVersion());
        row.add(provider);
        row.add(met.key().model());
        row.add(met.key().cardEffectiveFrom());
        row.add(met.key().serviceTier() == null ? "" : met.key().serviceTier());
        row.add(met.key().overlay() == null ? "" : met.key().overlay());
        row.add(until(cards, met.key().cardEffectiveFrom()));
        row.add(situation.stream().anyMatch(rate -> rate.costNumerator() != null));
        row.add(cards.stream()
                .anyMatch(card -> card.effectiveFrom().equals(met.key().cardEffectiveFrom())
                        && card.costBasis() == CostBasis.VENDOR));
        row.add(any.dayFromMicros());
        row.add(any.dayToMicros());
        row.add(metrics.indexOf(any.metric()));
        row.add(any.metricFrom());
        row.add(any.metricTo());
        for (Component component : layout.components()) {
            addComponent(row, component, situation);
        }
        return row;
    }

    /** The instant the next card takes over, in microseconds. */
    private static long until(List<RateCard> cards, Instant from) {
        return cards.stream()
                .map(RateCard::effectiveFrom)
                .filter(other -> other.isAfter(from))
                .mapToLong(other -> ChronoUnit.MICROS.between(Instant.EPOCH, other))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void addComponent(List<@Nullable Object> row, Component component, List<FlatRate> situation) {
        List<FlatRate> own =
                situation.stream().filter(rate -> rate.component() == component).toList();
        row.add(own.isEmpty() ? null : layout.number(component, own.getFirst().costDenominator()));
        row.add(own.isEmpty() ? null : layout.number(component, own.getFirst().chargeDenominator()));
        for (int i = 0; i < layout.stretches(component); i++) {
            if (own.isEmpty()) {
                row.addAll(Arrays.asList(0L, 0L, null, null));
            } else if (i < own.size()) {
                FlatRate rate = own.get(i);
                row.add(rate.countFrom());
                row.add(rate.countTo());
                row.add(layout.number(component, rate.costNumerator()));
                row.add(layout.number(component, rate.chargeNumerator()));
            } else {
                row.addAll(Arrays.asList(
                        0L, 0L, layout.number(component, BigInteger.ZERO), layout.number(component, BigInteger.ZERO)));
            }
        }
    }
}
