package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import java.time.Instant;

/**
 * A cycle of a subscription as the books see it: sold for a price when it was paid, earned by the day from when it opened.
 *
 * @param id the cycle's id
 * @param price without tax
 * @param soldAt when its payment is booked, not after it opened: a month paid in advance is sold before it opens
 * @param from when it opened in the time line
 * @param to when it was to end
 */
public record SoldCycle(
        String id, Money price, Instant soldAt, Instant from, Instant to, Receipt receipt, Ending ending) {
    public SoldCycle {
        if (soldAt.isAfter(from)) {
            throw new IllegalArgumentException(
                    "cycle " + id + " opened at " + from + ", before it was paid at " + soldAt);
        }
    }

    /** How the cycle ends. */
    public sealed interface Ending {
        /** At its end. */
        record RunsOut() implements Ending {}

        /**
         * Cut short by a switch to another plan.
         *
         * @param id of the switch: the origin of its {@code switch_credit}
         */
        record Switched(String id, Instant at) implements Ending {}

        /**
         * Cut short because its payment was sent back.
         *
         * @param refunded without tax
         */
        record Refunded(String id, Instant at, Money refunded, Receipt receipt) implements Ending {}
    }

    /** How its price is earned. What ends after the cycle cuts nothing: all is earned. */
    public SubscriptionAccrual accrual() {
        return switch (ending) {
            case Ending.RunsOut end -> SubscriptionAccrual.of(price, from, to);
            case Ending.Switched end -> cut(end.at());
            case Ending.Refunded end -> cut(end.at());
        };
    }

    private SubscriptionAccrual cut(Instant at) {
        SubscriptionAccrual whole = SubscriptionAccrual.of(price, from, to);
        if (!at.isBefore(to)) {
            return whole;
        }
        return whole.cut(at.isAfter(from) ? at : from);
    }
}
