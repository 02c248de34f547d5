package io.reckoner.kernel.rating;

import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * Rates events by one version of the price book. One for each thread; making one is cheap, cards are worked out when first
 * met.
 */
public final class Rater {
    /** An event's cost and its charge stay below this: 1,000,000 USD in picos. */
    public static final long LIMIT = 1_000_000_000_000_000_000L;

    /** @param symbols those the events' ordinals belong to */
    public Rater(PriceBook book, Symbols symbols) {}

    /**
     * Whether an event can be priced: null when it can, else {@code NO_PRICE}, {@code NO_COMPONENT_PRICE} or
     * {@code OVERFLOW}, in this order. An event without usage needs no price.
     */
    public @Nullable Verdict judge(EventBlock block, int row, AccountTerms terms) {
        throw new UnsupportedOperationException();
    }

    /**
     * The same for an event that is not in a block.
     *
     * @param ts the event's own time in microseconds
     * @param serviceTier ordinal, or {@link EventBlock#NO_NAME}
     * @param keyKind ordinal of {@link io.reckoner.kernel.account.KeyKind}
     * @param outcome ordinal of {@link io.reckoner.kernel.usage.Outcome}
     * @param counts by component ordinal; read only where {@code present} has the bit
     */
    public @Nullable Verdict judge(
            long ts,
            int provider,
            int model,
            int serviceTier,
            byte keyKind,
            byte outcome,
            long[] counts,
            int present,
            AccountTerms terms) {
        throw new UnsupportedOperationException();
    }

    /**
     * Works out rows {@code from .. to-1}, all of one account, all judged fine. The components of {@code charges} must be
     * zero for these rows ({@link ChargeBlock#clear}).
     *
     * @throws IllegalStateException naming the event, when one of them cannot be priced after all
     */
    public void rate(EventBlock block, int from, int to, AccountTerms terms, ChargeBlock charges) {
        throw new UnsupportedOperationException();
    }
}
