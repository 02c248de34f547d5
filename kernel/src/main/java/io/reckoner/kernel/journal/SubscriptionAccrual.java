package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the price of a cycle becomes income: in proportion to time, booked by the UTC day.
 *
 * <p>What is earned up to an instant is the price times the share of the cycle that has passed, in whole picos, cut off; a
 * day earns the difference between its two ends. So the days sum to the price to the last pico, whatever the cadence of
 * runs. Example: 10.00 from 1 March 12:00 to 31 March 12:00, 30 days, earns 0.166666666666 on the 1st, then 0.333333333333
 * or 0.333333333334 a day, 0.166666666667 on the 31st, together 10.00.
 *
 * @param from when the cycle opened in the time line, inclusive
 * @param to when it was to end, exclusive
 * @param cutAt when a switch or a refund cut it short; null where it runs to its end
 */
public record SubscriptionAccrual(Money price, Instant from, Instant to, @Nullable Instant cutAt) {
    /** What a cycle earns on one day. */
    public record Day(LocalDate day, Money amount) {}

    public SubscriptionAccrual {
        if (price.isNegative() || !from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "a price of zero or more is earned over a period that ends after it begins;" + " price " + price
                            + " from " + from + " to " + to);
        }
        if (cutAt != null && (cutAt.isBefore(from) || cutAt.isAfter(to))) {
            throw new IllegalArgumentException(
                    "a cycle from " + from + " to " + to + " cannot be cut short at " + cutAt);
        }
    }

    /** A cycle that runs to its end. */
    public static SubscriptionAccrual of(Money price, Instant from, Instant to) {
        return new SubscriptionAccrual(price, from, to, null);
    }

    /** The same cycle, cut short by a switch or a refund. */
    public SubscriptionAccrual cut(Instant at) {
        return new SubscriptionAccrual(price, from, to, at);
    }

    /**
     * The days to book when a run moves the watermark: those that ended in it, or in which the cycle ended in it. A day is
     * booked once, whole. The day of a cut is not among them, nor what follows: the entry of the switch or refund takes
     * {@link #unearned}.
     *
     * @param previousWatermark exclusive
     * @param watermark inclusive
     */
    public List<Day> days(Instant previousWatermark, Instant watermark) {
        List<Day> days = new ArrayList<>();
        LocalDate day =
                day(from.isAfter(previousWatermark) ? from : previousWatermark).minusDays(1);
        for (; startOf(day).isBefore(watermark) && startOf(day).isBefore(booksUntil()); day = day.plusDays(1)) {
            Instant end = startOf(day.plusDays(1));
            Instant due = end.isBefore(to) ? end : to;
            if (due.isAfter(previousWatermark) && !due.isAfter(watermark)) {
                Money amount = earnedBefore(end).minus(earnedBefore(startOf(day)));
                if (amount.isPositive()) {
                    days.add(new Day(day, amount));
                }
            }
        }
        return days;
    }

    /** What the days before the cut leave of the price; zero where the cycle runs to its end. */
    public Money unearned() {
        return cutAt == null ? Money.ZERO : price.minus(earnedBefore(booksUntil()));
    }

    /** Earned before the instant, as if never cut. */
    private Money earnedBefore(Instant instant) {
        if (!instant.isAfter(from)) {
            return Money.ZERO;
        }
        if (!instant.isBefore(to)) {
            return price;
        }
        BigInteger passed = BigInteger.valueOf(ChronoUnit.MICROS.between(from, instant));
        BigInteger whole = BigInteger.valueOf(ChronoUnit.MICROS.between(from, to));
        return Money.ofPicos(price.picos().multiply(passed).divide(whole));
    }

    private Instant booksUntil() {
        return cutAt == null ? to : startOf(day(cutAt));
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
