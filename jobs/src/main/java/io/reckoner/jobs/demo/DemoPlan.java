package io.reckoner.jobs.demo;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.simulate.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * How large the demonstration is, and on which of its days what happens.
 *
 * @param days at least 2
 */
record DemoPlan(LocalDate start, int days, int customers, long eventsPerDay) {
    /** The same month every time. */
    private static final long SEED = 20260301;

    private static final int PROXIES = 3;
    private static final int MONTH = 30;

    DemoPlan {
        if (days < 2) {
            throw new Refusal("a demonstration needs at least 2 days, not " + days + ".");
        }
    }

    Scenario scenario() {
        try {
            return new Scenario(SEED, start, days, customers, eventsPerDay, PROXIES);
        } catch (IllegalArgumentException e) {
            throw new Refusal(e.getMessage() + ".");
        }
    }

    /**
     * The day on which something happens that has its place on the {@code nth} of a month of thirty days: with 30 days the
     * 15th is the 15th, with 5 days it is the 3rd.
     */
    LocalDate dayOf(int nth) {
        return start.plusDays(Math.ceilDiv((long) nth * days, MONTH) - 1);
    }

    /** The day on which credit is bought again and new prices are announced. */
    LocalDate middle() {
        return dayOf(15);
    }

    /** The day on which months that began before are renewed. */
    LocalDate renewalDay() {
        return dayOf(10);
    }

    /** When those months began. */
    Instant monthBeforeRenewal() {
        return midnight(renewalDay().minusMonths(1));
    }

    /** The day on which some want a larger plan. */
    LocalDate switchDay() {
        return dayOf(18);
    }

    /** Whether what was settled is judged for compensation after this day's night; what is given is booked the next night. */
    boolean isJudged(LocalDate day) {
        return Stream.of(8, 16, 24).map(this::dayOf).anyMatch(day::equals);
    }

    /** Customers come the day before the first, so that even an event that is late on the first day finds them. */
    Instant opening() {
        return midnight(start.minusDays(1));
    }

    /** The first day after the last. */
    LocalDate end() {
        return start.plusDays(days);
    }

    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
