package io.reckoner.jobs.plan;

import io.reckoner.kernel.money.Money;
import java.time.Instant;

/**
 * A next month that is to be charged.
 *
 * @param period number of the month within its subscription
 * @param amount the plan's price in whole cents, without tax
 * @param attempt from 1
 * @param dueAt when this attempt is due
 * @param endsAt end of the month that would be paid
 */
public record DueRenewal(
        String account,
        String subscription,
        String plan,
        int period,
        Money amount,
        int attempt,
        int attempts,
        Instant dueAt,
        Instant endsAt) {
    /** What the charge is known by, wherever it is made: the same attempt is never charged twice. */
    public String reference() {
        return reference(subscription, period, attempt);
    }

    static String reference(String subscription, int period, int attempt) {
        return "renewal:" + subscription + ":" + period + ":" + attempt;
    }
}
