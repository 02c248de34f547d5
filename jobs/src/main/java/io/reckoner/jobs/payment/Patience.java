package io.reckoner.jobs.payment;

import java.time.Duration;

/**
 * How long a sweep waits for what.
 *
 * @param lookUpAfter intents without outcome are asked about at this age; a call may not still be on its way then. What was declined
 *     is asked for again after as long, then after twice as long
 * @param openAtMost what is undecided at this age is a break
 * @param pageLife what a customer has left undone at this age is closed
 * @param listEvery how long after a list of a gateway's was read it is read again
 * @param listWindow how far before the last reading each begins
 */
record Patience(Duration lookUpAfter, Duration openAtMost, Duration pageLife, Duration listEvery, Duration listWindow) {
    /** Clocks differ, and a payment begun in a page's last minute takes its time. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    static Patience of(PaymentSettings settings) {
        return new Patience(
                settings.lookUpAfter(),
                settings.openAtMost(),
                settings.pageLife().plus(GRACE),
                settings.listEvery(),
                settings.listWindow());
    }

    /** A page that its gateway closes is a break where it should long have been closed. */
    Duration pageOpenAtMost() {
        Duration closed = pageLife.plus(GRACE);
        return closed.compareTo(openAtMost) > 0 ? closed : openAtMost;
    }
}
