package io.reckoner.kernel.rating;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be priced. {@link #of} asks for the price of a usage object without an account; the {@code with…} methods add
 * what a booked event has besides.
 *
 * @param counts by component, in units times 10^scale as in an {@link io.reckoner.kernel.usage.EventBlock}; without
 *     {@code request} the event has no usage and costs nothing
 * @param serviceTier as in the reply, null for none
 * @param vendorCost what the provider reported, null where it reported nothing
 */
public record QuoteRequest(
        String provider,
        String model,
        Instant at,
        Map<Component, Long> counts,
        @Nullable String serviceTier,
        KeyKind keyKind,
        AccountTerms account,
        Outcome outcome,
        UsageSource usageSource,
        @Nullable Money vendorCost) {
    public QuoteRequest {
        counts = PriceList.ordered(counts);
        counts.forEach((component, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException("a count cannot be negative: " + component.code() + " " + count);
            }
        });
    }

    /** A request that went well, without account or service tier. {@code request} is counted once if it is not given. */
    public static QuoteRequest of(String provider, String model, Instant at, Map<Component, Long> counts) {
        Map<Component, Long> whole = new EnumMap<>(Component.class);
        whole.put(Component.REQUEST, 1L);
        whole.putAll(counts);
        return new QuoteRequest(
                provider,
                model,
                at,
                whole,
                null,
                KeyKind.PAYG,
                AccountTerms.nobody(),
                Outcome.OK,
                UsageSource.PROVIDER,
                null);
    }

    public QuoteRequest withServiceTier(@Nullable String tier) {
        return new QuoteRequest(provider, model, at, counts, tier, keyKind, account, outcome, usageSource, vendorCost);
    }

    public QuoteRequest withAccount(AccountTerms terms, KeyKind kind) {
        return new QuoteRequest(
                provider, model, at, counts, serviceTier, kind, terms, outcome, usageSource, vendorCost);
    }

    public QuoteRequest withOutcome(Outcome ending, UsageSource source) {
        return new QuoteRequest(provider, model, at, counts, serviceTier, keyKind, account, ending, source, vendorCost);
    }

    public QuoteRequest withVendorCost(@Nullable Money cost) {
        return new QuoteRequest(provider, model, at, counts, serviceTier, keyKind, account, outcome, usageSource, cost);
    }
}
