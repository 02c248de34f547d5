package io.reckoner.jobs.payment;

import java.time.Duration;

/**
 * How long a sweep waits for what.
 *
 * @param lookUpAfter intents without outcome are asked about at this age; a call may not still be on its way then. What was declined
 *     is asked for again after as long, then after twice as long
 * @param openAtMost what is undecided at this age is a break
 * @param pageLife what a customer has left undone at this age is closed
 */
record Patience(Duration lookUpAfter, Duration openAtMost, Duration pageLife) {
    /** Clocks differ, and a payment begun in a page's last minute takes its time. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    static Patience of(PaymentSettings settings) {
        return new Patience(
                settings.lookUpAfter(),
                settings.openAtMost(),
                settings.pageLife().plus(GRACE));
    }
}
