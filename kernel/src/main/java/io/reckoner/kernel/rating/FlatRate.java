package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One exact rate of a price book laid flat, so that somebody else can recompute a charge in whole numbers.
 *
 * <p>A fact with key {@code k}, whose {@code ts} has so many microseconds of the UTC day and whose counts of the
 * {@code metric} components sum to {@code m}, uses the rows with {@code dayFrom <= micros < dayTo} and
 * {@code metricFrom <= m < metricTo}. For a component with count {@code n} (seconds: millionths) each row prices the part
 * {@code max(0, min(n, countTo) - countFrom)}. The component's cost is the sum of part × costNumerator, divided by the
 * costDenominator all its rows share, rounded half-even to picos; the charge likewise. A positive count without any row is
 * unpriced; a count that the book ignores has rows of zero.
 *
 * <p>Whether a charge was waived ({@link ChargePolicy#charges}: by outcome and usage source) is not in these rows.
 *
 * @param metric components whose counts are summed
 * @param costNumerator null where the card states no costs
 */
public record FlatRate(
        RateKey key,
        long dayFromMicros,
        long dayToMicros,
        Set<Component> metric,
        long metricFrom,
        long metricTo,
        Component component,
        long countFrom,
        long countTo,
        @Nullable BigInteger costNumerator,
        BigInteger costDenominator,
        BigInteger chargeNumerator,
        BigInteger chargeDenominator) {
    /**
     * The rates an event with this key can meet.
     *
     * @throws IllegalArgumentException when the book has no such card or overlay
     */
    public static List<FlatRate> of(PriceBook book, RateKey key) {
        return new Flattening(book, key).rates();
    }

    /** The rates of every card, without and with each service tier it names, without overlays. */
    public static List<FlatRate> of(PriceBook book) {
        List<FlatRate> rates = new ArrayList<>();
        for (RateCard card : book.cards()) {
            rates.addAll(of(book, new RateKey(card.provider(), card.model(), card.effectiveFrom(), null, null)));
            for (ServiceTier tier : card.serviceTiers()) {
                rates.addAll(
                        of(book, new RateKey(card.provider(), card.model(), card.effectiveFrom(), tier.name(), null)));
            }
        }
        return rates;
    }
}
