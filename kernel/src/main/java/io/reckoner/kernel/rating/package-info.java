/**
 * What an event costs the operator and what the customer is charged for it.
 *
 * <p>Decides: which rate card is in effect, which of its prices an event meets (service tier, time window, context tier,
 * fall-back, overlay), the exact product of count and price, and whether an event can be priced at all. Given: a
 * {@link io.reckoner.kernel.rating.PriceBook} (an immutable, numbered version), counts by component, the event's own time
 * and the account's plan cycles. Leaves to others: reading books from files, pinning a version to a run, drawing charges
 * on lots.
 *
 * <p>Start reading at {@link io.reckoner.kernel.rating.RateCard}; the rules of choice are in {@code Situation}, the
 * arithmetic of a night in {@link io.reckoner.kernel.rating.Rater}, the same shown line by line in
 * {@link io.reckoner.kernel.rating.PriceQuote}.
 */
@NullMarked
package io.reckoner.kernel.rating;

import org.jspecify.annotations.NullMarked;
