package io.reckoner.jobs.plan;

import io.reckoner.jobs.payment.HeldPayment;
import io.reckoner.jobs.receipt.Confirmation;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** How a payment that a person records came in. */
sealed interface PaidWay {
    /** Straight into the bank, under a reference of our own. */
    record IntoTheBank(Confirmation confirmation) implements PaidWay {}

    /** By a gateway, which holds it and knows it by an id. {@code paidAt} takes the turn. */
    record AtGateway(HeldPayment held, Supplier<Optional<Instant>> paidAt) implements PaidWay {}
}
