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

    /**
     * Why nothing of a late charge can be sent back, nor is it done with: all that is left of it is in dispute, and its gateway does not tell how
     * disputes end. Where it does, its word is waited for.
     */
    static Optional<String> inDispute(JdbcClient jdbc, Intent charge) {
        SentBackView sentBack = new SentBackView(jdbc);
        return !sentBack.left(charge).isPositive()
                        && sentBack.isDisputed(charge)
                        && !charge.gateway().capabilities().contains(Capability.TELL_DISPUTE_ENDS)
                ? Optional.of("all that is left of it is in dispute, and gateway "
                        + charge.gateway().code()
                        + " does not tell how a dispute ends. Look there; once it has ended, close this")
                : Optional.empty();
    }

    /** How much of a late charge is to be looked after: what is left of it, all of it once a bank has taken that. */
    static Cents open(JdbcClient jdbc, Intent charge) {
        Cents left = new SentBackView(jdbc).left(charge);
        return left.isPositive() ? left : charge.cents();
    }

    static boolean isLate(JdbcClient jdbc, Intent charge) {
        return why(jdbc, charge).isPresent();
    }

    /** Why a charge that is not booked opens nothing; empty where it may, and where a person may have given by hand what it buys. */
    static Optional<String> why(JdbcClient jdbc, Intent charge) {
        if (charge.kind() != Intent.Kind.CHARGE
                || charge.purpose() != Purpose.PLAN_CYCLE
                || new GivenByHandView(jdbc).why(charge).isPresent()) {
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

    /**
     * Whether a charge for a month may go on with a subscription of ours. It may not where it was charged for one that has ended here since, or is
     * renewed by another: with the month, its gateway's word that this one ended would end the other.
     */
    static boolean mayGoOnWith(JdbcClient jdbc, Intent charge, String subscription) {
        return charge.purpose() != Purpose.PLAN_CYCLE
                || new GatewaySubscriptionView(jdbc)
                                .renewal(charge)
                                .filter(renewal -> renewal.isAfterItsEnd() || renewal.isLastMonth())
                                .isEmpty()
                        && new RenewedMonths(jdbc)
                                .subscription(charge.account(), charge.key())
                                .filter(own -> !own.equals(subscription))
                                .isEmpty();
    }
}
