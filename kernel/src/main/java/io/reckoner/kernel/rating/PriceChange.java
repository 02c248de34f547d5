package io.reckoner.kernel.rating;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One figure that differs between two versions of the book.
 *
 * @param subject {@code openai/gpt-5 at openai from 2026-01-01T00:00:00Z}, {@code overlay acme}, {@code book}
 * @param effectiveFrom of the card or overlay that says so; null for the book as a whole and for overlays without one
 * @param place {@code standard input cost}, {@code service tier batch × cost}, {@code mark-up}
 * @param before the older figure, null where there was none
 * @param after the newer figure, null where there is none any more
 * @param weight whether somebody has to confirm it
 */
public record PriceChange(
        String subject,
        @Nullable Instant effectiveFrom,
        String place,
        @Nullable String before,
        @Nullable String after,
        Weight weight) {
    /** Whether the newer book states nothing where the older one did. */
    public boolean isGone() {
        return before != null && after == null;
    }

    /** Whether a card no longer says that its cost is unknown or the vendor's. */
    public boolean isLostCostBasis() {
        return weight == Weight.TO_CONFIRM && place.equals(BookFigures.COST);
    }

    /** How a change is taken. */
    public enum Weight {
        ORDINARY,
        /** By five times or more either way, to or from zero, or stated no longer; a new figure of zero too. */
        TO_CONFIRM
    }
}
