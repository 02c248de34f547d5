package io.reckoner.jobs.payment;

import java.time.Instant;
import java.util.Optional;

/** What a webhook says. */
public sealed interface GatewayEvent {
    /**
     * What an event is about: our intent where the gateway repeats its id, the gateway's payment else.
     *
     * @param intent our id, empty where the event does not carry it
     * @param payment the gateway's id, empty where there is none
     */
    record About(String intent, String payment) {}

    /** A charge was paid. */
    record PaidEvent(About about, Outcome.Paid paid) implements GatewayEvent {}

    /** A charge was paid in money that the books do not take. */
    record NotTakenEvent(About about, Outcome.NotTaken foreign) implements GatewayEvent {}

    /** A charge is on its way; {@code payment} of {@code about} is what to ask for it by. */
    record UnderWay(About about) implements GatewayEvent {}

    /** A charge was declined, has expired or was given up. */
    record DeclinedEvent(About about, String reason) implements GatewayEvent {}

    /**
     * Money went back, whoever asked for it.
     *
     * @param about names the charge
     * @param refund the gateway's id of the refund
     * @param sent what the customer has back
     * @param share which part of the payment was ours; empty where all of it was
     */
    record RefundedEvent(About about, String refund, Cents sent, Optional<Share> share) implements GatewayEvent {}

    /** A refund will not be made after all, perhaps after it was said to be. {@code about} as for {@link RefundedEvent}. */
    record RefundFailed(About about, String refund, Cents amount, String reason) implements GatewayEvent {}

    /**
     * The customer's bank takes the money back, for now.
     *
     * @param amount what it takes
     * @param share which part of the payment was ours; empty where all of it was
     */
    record DisputeOpened(About about, String dispute, Cents amount, Optional<Share> share) implements GatewayEvent {}

    /** The bank has given the money back to us. */
    record DisputeWon(About about, String dispute, Cents amount) implements GatewayEvent {}

    /** The bank keeps the money. */
    record DisputeLost(About about, String dispute, Cents amount) implements GatewayEvent {}

    /** A subscription that the gateway renews was paid for one more cycle; {@code paid} names that payment. */
    record CyclePaid(About about, String subscription, Outcome.Paid paid, Instant paidAt) implements GatewayEvent {}

    /** A subscription of the gateway's ended. */
    record SubscriptionEnded(About about, String subscription) implements GatewayEvent {}

    /** Nothing that concerns us. */
    record Other(String type) implements GatewayEvent {}

    /** Signed by the gateway, but it makes no sense to us, or speaks of money we do not take. */
    record Unreadable(String why) implements GatewayEvent {}
}
