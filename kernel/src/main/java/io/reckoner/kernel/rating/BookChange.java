package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One difference between two versions of the price book. */
public sealed interface BookChange {
    /**
     * Whether it may be a slip of the pen and waits for confirmation: a price changed by five times or more, or to or from
     * zero.
     */
    boolean needsConfirmation();

    /** A model the older version does not price at this instant. */
    record ModelAdded(String provider, String model, Instant from) implements BookChange {
        @Override
        public boolean needsConfirmation() {
            return false;
        }
    }

    /** A model that is priced no more: its usage would go to suspense. */
    record ModelRemoved(String provider, String model, Instant from) implements BookChange {
        @Override
        public boolean needsConfirmation() {
            return false;
        }
    }

    /**
     * A price as events meet it, with mark-up, service tier, window and context tier in it.
     *
     * @param from first instant at which both hold
     * @param serviceTier null for none
     * @param before null where the older version has no price
     * @param after null where the newer version has no price
     */
    record RateChanged(
            String provider,
            String model,
            Instant from,
            @Nullable String serviceTier,
            Component component,
            Side side,
            @Nullable Rate before,
            @Nullable Rate after)
            implements BookChange {
        @Override
        public boolean needsConfirmation() {
            return before != null && after != null && after.isFarFrom(before);
        }
    }

    /** Something else of a card: its type, its cost basis, the way its context tiers are met. */
    record CardChanged(String provider, String model, Instant from) implements BookChange {
        @Override
        public boolean needsConfirmation() {
            return false;
        }
    }

    /** An overlay added, removed or changed; a changed one is judged by its multiplier and its own prices. */
    record OverlayChanged(String name, What what, boolean needsConfirmation) implements BookChange {
        /** What became of it. */
        public enum What {
            ADDED,
            REMOVED,
            CHANGED
        }
    }

    /** What the book says for all its cards and no price shows: the charge policy, say. */
    record TermsChanged() implements BookChange {
        @Override
        public boolean needsConfirmation() {
            return false;
        }
    }

    /** Picos for one count, exact. */
    record Rate(BigInteger numerator, BigInteger denominator) {
        private static final BigInteger FAR = BigInteger.valueOf(5);
        private static final int SHOWN_DIGITS = 34;

        public Rate {
            BigInteger common = numerator.gcd(denominator);
            if (common.signum() > 0) {
                numerator = numerator.divide(common);
                denominator = denominator.divide(common);
            }
        }

        /** Five times or more, a fifth or less, to zero or from zero. */
        boolean isFarFrom(Rate other) {
            if (numerator.signum() == 0 || other.numerator.signum() == 0) {
                return numerator.signum() != other.numerator.signum();
            }
            BigInteger mine = numerator.multiply(other.denominator);
            BigInteger theirs = other.numerator.multiply(denominator);
            return mine.compareTo(theirs.multiply(FAR)) >= 0 || theirs.compareTo(mine.multiply(FAR)) >= 0;
        }

        /**
         * For showing: dollars for so many units, 2.50 for a million tokens. Exact where it can be written with 34 digits,
         * else rounded half-even.
         *
         * @param countScale decimal places a count carries: 6 for seconds, else 0
         */
        public BigDecimal dollarsPer(long units, int countScale) {
            return new BigDecimal(numerator)
                    .multiply(BigDecimal.valueOf(units))
                    .scaleByPowerOfTen(countScale - Money.SCALE)
                    .divide(new BigDecimal(denominator), new MathContext(SHOWN_DIGITS, RoundingMode.HALF_EVEN))
                    .stripTrailingZeros();
        }
    }
}
