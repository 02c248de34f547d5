package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cost in which a sheet and the book differ.
 *
 * @param effectiveFrom when the sheet's price is to hold from
 * @param before the book's cost, null where it has none
 * @param after the sheet's cost, null where it has none
 * @param verdict whether it goes through
 */
public record CostChange(
        String provider,
        String model,
        Instant effectiveFrom,
        CostPlace place,
        @Nullable UnitPrice before,
        @Nullable UnitPrice after,
        Kind kind,
        Verdict verdict) {
    /** What happens to the cost. */
    public enum Kind {
        /** The book has no card of the model. */
        NEW_MODEL,
        /** The book has the model, but no price here. */
        NEW,
        CHANGED,
        /** The sheet names the model, but no price here. */
        GONE
    }

    /** Whether a change goes through, and why not. */
    public enum Verdict {
        PASSES("passes"),
        /** By five times or more either way. */
        LEAP("5 times or more"),
        /** To or from zero. */
        ZERO("to or from zero"),
        /** A price would be missing. */
        GONE("price gone"),
        /** A charge that the book states would be another. It is never confirmed; the others of its model are. */
        CHARGE("moves your charge"),
        /** Looks like a mistake by itself: {@link PriceDoubt}. */
        DOUBTFUL("doubtful price"),
        /** Another price of the same new model waits; a model half priced would be priced wrongly by fall-backs. */
        WITH_ITS_MODEL("its model waits");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public boolean waits() {
        return verdict != Verdict.PASSES;
    }

    /** {@code after / before} in four digits: 0.001 for a thousandth; empty where there is no such figure. */
    public String factor() {
        return after == null ? "" : PriceDoubts.ratio(after, before);
    }

    CostChange with(Verdict other) {
        return new CostChange(provider, model, effectiveFrom, place, before, after, kind, other);
    }
}
