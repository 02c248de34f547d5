package io.reckoner.kernel.plan;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import io.reckoner.kernel.period.Micros;
import java.math.BigInteger;
import java.time.Instant;

/**
 * What is left of a cycle's value when its plan is switched, and the credit given for it.
 *
 * <p>{@code timeUsed = min(1, elapsed / 28 days)}, from the cycle's start, for cycles and passes alike. {@code tokensUsed =
 * 3/4 of the used share of Main + 1/4 of that of Backup}; without Backup that of Main alone. {@code remaining = 1 - max(time
 * used, tokens used, 1/10)}. The credit is {@code old price x remaining}, at most {@code new price - old price}, at least
 * nothing, rounded half-even to whole cents once. A downgrade gives none.
 *
 * <p>Example: Starter (10.00) to Pro (50.00) after 7 days with 3.00 of 12.00 Main and no Backup drawn: time used 1/4, tokens
 * used 3/16, remaining 3/4, credit 7.50.
 */
public record Proration(Share timeUsed, Share tokensUsed, Share remaining, Money credit) {
    private static final BigInteger MICROS_OF_WHOLE = BigInteger.valueOf(28 * Micros.PER_DAY);
    private static final Share LEAST_USED = Share.of(1, 10);
    private static final Share WEIGHT_OF_MAIN = Share.of(3, 4);

    /** What a cycle granted to its pools, bonus included, and what was drawn from them. */
    public record Drawn(Money mainGranted, Money mainDrawn, Money backupGranted, Money backupDrawn) {}

    /** The working at an instant of a cycle; before it opened nothing is elapsed. */
    public static Proration of(Cycle cycle, Instant switchedAt, Drawn drawn, Money oldPrice, Money newPrice) {
        BigInteger elapsed = BigInteger.valueOf(Micros.of(switchedAt) - Micros.of(cycle.start()));
        Share timeUsed = Share.clamped(elapsed, MICROS_OF_WHOLE);
        Share tokensUsed = tokensUsed(drawn);
        Share remaining = timeUsed.max(tokensUsed).max(LEAST_USED).rest();
        return new Proration(timeUsed, tokensUsed, remaining, credit(remaining, oldPrice, newPrice.minus(oldPrice)));
    }

    private static Share tokensUsed(Drawn drawn) {
        Share main =
                Share.clamped(drawn.mainDrawn().picos(), drawn.mainGranted().picos());
        if (drawn.backupGranted().isZero()) {
            return main;
        }
        Share backup =
                Share.clamped(drawn.backupDrawn().picos(), drawn.backupGranted().picos());
        return main.mix(WEIGHT_OF_MAIN, backup);
    }

    private static Money credit(Share remaining, Money oldPrice, Money difference) {
        BigInteger numerator = oldPrice.picos().multiply(remaining.numerator());
        BigInteger most = difference.max(Money.ZERO).picos().multiply(remaining.denominator());
        return Rounding.toCents(numerator.min(most), remaining.denominator());
    }
}
