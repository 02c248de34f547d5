package io.reckoner.kernel.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Thousands of random books and events: rater, quote, flat rates and the rules written a second time all agree. */
class RatingAgainstReferenceTest {
    private static final int BOOKS = 150;
    private static final int EVENTS = 60;

    @Test
    void raterQuoteAndFlatRatesAgreeWithTheReference() {
        Map<String, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < BOOKS; seed++) {
            RandomBook random = new RandomBook(seed);
            PriceBook book = random.book();
            for (int i = 0; i < EVENTS; i++) {
                QuoteRequest event = random.event();
                String outcome = compare(book, event, "book " + seed + ", event " + i + ": " + event);
                seen.merge(outcome, 1, Integer::sum);
            }
        }
        // The comparison is worth something only if every ending occurs often.
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder("", "NO_PRICE", "NO_COMPONENT_PRICE", "OVERFLOW", "no usage");
        assertThat(seen.get("")).isGreaterThan(2_500);
        assertThat(seen.get("OVERFLOW")).isGreaterThan(50);
    }

    private static String compare(PriceBook book, QuoteRequest event, String title) {
        RatingReference reference = new RatingReference(book, event);
        RatedEvent rated = RatedEvent.of(book, event);
        assertThat(rated.verdict() == null ? "" : rated.verdict().reason().name())
                .as(title)
                .isEqualTo(reference.reason);
        if (!reference.reason.isEmpty()) {
            return reference.reason;
        }
        assertThat(rated.costs()).as(title).isEqualTo(money(reference.costs));
        assertThat(rated.charges()).as(title).isEqualTo(money(reference.charges));
        assertThat(rated.rated()).as(title).isEqualTo(reference.costsKnown() ? sum(rated.costs()) : null);
        assertThat(rated.charge()).as(title).isEqualTo(sum(rated.charges()));
        if (rated.card() == null) {
            return "no usage";
        }
        if (Micros.of(event.at()) % 4 == 0) { // they take most of the time
            compareFlat(book, event, rated, title);
        }
        return "";
    }

    private static void compareFlat(PriceBook book, QuoteRequest event, RatedEvent rated, String title) {
        List<FlatRate> rates = FlatRate.of(
                book, new RateKey(event.provider(), event.model(), rated.card(), event.serviceTier(), rated.overlay()));
        long timeOfDay = Math.floorMod(Micros.of(event.at()), Micros.PER_DAY);
        boolean isCharged = book.terms().chargePolicy().charges(event.outcome(), event.usageSource());
        Map<Component, Money> costs = new EnumMap<>(Component.class);
        Map<Component, Money> charges = new EnumMap<>(Component.class);
        event.counts().forEach((component, count) -> {
            List<FlatRate> matching = rates.stream()
                    .filter(r -> r.component() == component)
                    .filter(r -> r.dayFromMicros() <= timeOfDay && timeOfDay < r.dayToMicros())
                    .filter(r -> {
                        long metric = r.metric().stream()
                                .mapToLong(c -> event.counts().getOrDefault(c, 0L))
                                .sum();
                        return r.metricFrom() <= metric && metric < r.metricTo();
                    })
                    .toList();
            if (count > 0) {
                assertThat(matching).as(title + " " + component).isNotEmpty();
                put(costs, component, flat(matching, count, Side.COST));
                put(charges, component, isCharged ? flat(matching, count, Side.CHARGE) : Money.ZERO);
            }
        });
        assertThat(costs).as(title).isEqualTo(rated.costs());
        assertThat(charges).as(title).isEqualTo(rated.charges());
    }

    private static Money flat(List<FlatRate> rates, long count, Side side) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger denominator = null;
        for (FlatRate rate : rates) {
            BigInteger numerator = side == Side.COST ? rate.costNumerator() : rate.chargeNumerator();
            BigInteger own = side == Side.COST ? rate.costDenominator() : rate.chargeDenominator();
            assertThat(denominator == null || denominator.equals(own)).isTrue();
            denominator = own;
            if (numerator != null) {
                long part = Math.max(0, Math.min(count, rate.countTo()) - rate.countFrom());
                sum = sum.add(numerator.multiply(BigInteger.valueOf(part)));
            }
        }
        return Rounding.toPicos(sum, denominator);
    }

    private static void put(Map<Component, Money> amounts, Component component, Money amount) {
        if (!amount.isZero()) {
            amounts.put(component, amount);
        }
    }

    private static Map<Component, Money> money(Map<Component, BigDecimal> amounts) {
        Map<Component, Money> money = new EnumMap<>(Component.class);
        amounts.forEach((component, amount) -> money.put(component, Money.of(amount)));
        return money;
    }

    private static Money sum(Map<Component, Money> amounts) {
        return amounts.values().stream().reduce(Money.ZERO, Money::plus);
    }

    @Test
    void theInputSideIsEveryInputToken() {
        assertThat(ContextRule.INPUT_SIDE)
                .containsExactlyInAnyOrder(Arrays.stream(Component.values())
                        .filter(RatingReference::isInputSide)
                        .toArray(Component[]::new));
    }
}
