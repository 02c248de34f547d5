package io.reckoner.jobs.payment;

import io.reckoner.jobs.plan.RenewedMonths;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Charges for months that can be opened no more when they turn out paid: a gateway went on renewing what had ended here, or a renewal of
 * ours that was taken for declined was paid after all. They open nothing and are sent back.
 */
final class LateCharges {
    private LateCharges() {}

    static boolean isLate(JdbcClient jdbc, Intent charge) {
        return why(jdbc, charge).isPresent();
    }

    /** Why a charge that is not booked opens nothing; empty where it may. */
    static Optional<String> why(JdbcClient jdbc, Intent charge) {
        if (charge.kind() != Intent.Kind.CHARGE || charge.purpose() != Purpose.PLAN_CYCLE) {
            return Optional.empty();
        }
        return new GatewaySubscriptionView(jdbc)
                .renewal(charge)
                .filter(GatewayRenewal::isAfterItsEnd)
                .flatMap(renewal -> renewal.ended()
                        .map(end -> "subscription " + renewal.subscription() + " was charged at gateway "
                                + charge.gateway().code() + " after " + end.what()))
                .or(() -> new RenewedMonths(jdbc).lateness(charge.account(), charge.key()));
    }
}
