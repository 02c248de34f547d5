package io.reckoner.kernel.rating;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a fact says about the prices it met. Every value is a column of the fact; with the counts and the time of day it
 * determines cost and charge.
 *
 * @param serviceTier as in the fact, null for none; a name the card does not know gives standard prices
 * @param overlay name, null for none
 */
public record RateKey(
        String provider,
        String model,
        Instant cardEffectiveFrom,
        @Nullable String serviceTier,
        @Nullable String overlay) {}
