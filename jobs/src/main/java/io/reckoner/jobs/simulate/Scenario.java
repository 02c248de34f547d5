package io.reckoner.jobs.simulate;

import java.time.LocalDate;

/**
 * What to invent.
 *
 * @param seed the same seed gives the same bytes
 * @param start first UTC day
 * @param days number of days
 * @param customers number of accounts, at least 1
 * @param eventsPerDay mean number of events a day over all customers
 * @param proxies number of proxies that share the traffic
 */
public record Scenario(long seed, LocalDate start, int days, int customers, long eventsPerDay, int proxies) {
    public Scenario {
        require(days >= 1, "days must be at least 1, not " + days);
        require(customers >= 1, "customers must be at least 1, not " + customers);
        require(eventsPerDay >= 1, "events per day must be at least 1, not " + eventsPerDay);
        require(proxies >= 1 && proxies <= 99, "proxies must be between 1 and 99, not " + proxies);
    }

    /** The day after the last. */
    public LocalDate end() {
        return start.plusDays(days);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
