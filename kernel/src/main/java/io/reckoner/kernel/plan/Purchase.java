package io.reckoner.kernel.plan;

import io.reckoner.kernel.period.Anchor;
import java.time.Instant;
import java.util.List;

/**
 * Which cycle a payment buys.
 *
 * <p>At most one cycle of an account is live, so a purchase during one starts at the end of the last cycle already paid: bought on
 * 10 March while a cycle runs to 31 March, it runs from 31 March.
 */
public final class Purchase {
    private Purchase() {}

    /**
     * When a plan bought at an instant starts.
     *
     * @param ends when the cycles that the account has paid for end
     */
    public static Instant startsAt(Instant paidAt, List<Instant> ends) {
        Instant start = paidAt;
        for (Instant end : ends) {
            start = end.isAfter(start) ? end : start;
        }
        return start;
    }

    /**
     * The month that begins at the n-th boundary of an anchor. It opens at its boundary, or at payment where that came later.
     *
     * @throws IllegalArgumentException when it would open after its end: that month is lost, and nothing may be charged for it
     */
    public static Cycle month(String id, Plan plan, Anchor anchor, int n, Instant opensAt) {
        return cycle(id, plan, anchor.boundary(n), anchor.boundary(n + 1), opensAt);
    }

    /** A one-time pass of 30 × 24 hours. */
    public static Cycle pass(String id, Plan plan, Instant start, Instant opensAt) {
        return cycle(id, plan, start, start.plus(Cycle.PASS), opensAt);
    }

    private static Cycle cycle(String id, Plan plan, Instant start, Instant end, Instant opensAt) {
        Instant opens = opensAt.isAfter(start) ? opensAt : start;
        return new Cycle(id, plan.code(), plan.version(), start, opens, end);
    }
}
