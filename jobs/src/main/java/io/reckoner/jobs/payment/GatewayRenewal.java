package io.reckoner.jobs.payment;

import io.reckoner.jobs.plan.CancelCause;
import java.time.Instant;
import java.util.Optional;

/**
 * A month that a gateway charged by itself, and how the subscription stands here that it is for.
 *
 * @param subscription the gateway's id of its subscription
 * @param cycle id of the newest cycle that it paid
 * @param paidAt when the gateway took the money
 * @param ended empty while the subscription is renewed here
 */
record GatewayRenewal(String subscription, String cycle, Instant paidAt, Optional<Ended> ended) {
    /**
     * It is renewed by this gateway's subscription no more, since when and why.
     *
     * @param what what had happened, as sentences say it
     */
    record Ended(Instant at, CancelCause cause, String what) {}

    /**
     * Whether it was charged for a subscription that had been ended here: it opens nothing. A switched, refunded or replaced one is over,
     * whenever the money was taken. One that was cancelled here had its month if it was paid before. One that ended at the gateway's word
     * and is charged again was taken up again there.
     */
    boolean isAfterItsEnd() {
        return ended.filter(end -> switch (end.cause()) {
                    case SWITCHED, REPLACED, PAID_BACK -> true;
                    case ASKED, DECLINED -> !paidAt.isBefore(end.at());
                    case GATEWAY -> false;
                })
                .isPresent();
    }

    /** Whether it was charged before the subscription was cancelled, and is heard of since. */
    boolean isLastMonth() {
        return ended.filter(end -> paidAt.isBefore(end.at())).isPresent() && !isAfterItsEnd();
    }
}
