package io.reckoner.kernel.rating;

import io.reckoner.kernel.suspense.Verdict;

/** What rating one usage object comes to: a price with its working, or why there is none. */
public sealed interface PriceQuote {
    record Priced(Working working) implements PriceQuote {}

    record Refused(Verdict verdict) implements PriceQuote {}

    /** Rates by the same choice of prices as {@link Rater}, and shows the working. */
    static PriceQuote of(PriceBook book, QuoteRequest request) {
        return new Quotation(book, request).quote();
    }
}
