package io.reckoner.jobs.plan;

import io.reckoner.kernel.period.Anchor;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.Purchase;
import java.time.Instant;
import java.util.Optional;

/**
 * A subscription taken over from another system, with the cycle that is under way. The cycle's id is the subscription's.
 *
 * @param period number of the cycle, counted from the anchor
 * @param cancelledAt empty while it may be renewed
 */
public record OpenedSubscription(
        String account, Subscription.Kind kind, Anchor anchor, int period, Cycle cycle, Optional<Instant> cancelledAt) {
    private static final int MOST_MONTHS = 1_200;

    /**
     * One that goes on month by month.
     *
     * @throws IllegalArgumentException when no month of the anchor begins at the start
     */
    public static OpenedSubscription monthly(
            String id, String account, Plan plan, Anchor anchor, Instant start, Optional<Instant> cancelledAt) {
        for (int n = 0; n < MOST_MONTHS && !anchor.boundary(n).isAfter(start); n++) {
            if (anchor.boundary(n).equals(start)) {
                Cycle cycle = Purchase.month(id, plan, anchor, n, start);
                return new OpenedSubscription(account, Subscription.Kind.MONTHLY, anchor, n, cycle, cancelledAt);
            }
        }
        throw new IllegalArgumentException("no month counted from " + anchor.instant() + " begins at " + start);
    }

    /** A pass of 30 days. */
    public static OpenedSubscription pass(String id, String account, Plan plan, Instant start) {
        return new OpenedSubscription(
                account,
                Subscription.Kind.PASS,
                new Anchor(start),
                0,
                Purchase.pass(id, plan, start, start),
                Optional.empty());
    }
}
