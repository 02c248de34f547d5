package io.reckoner.jobs.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A payment gateway, as far as we need one. Calls are made outside of transactions, after the intent was written.
 *
 * <p>No method throws for what happens on the way to the gateway: that is an {@link Outcome.Unknown} or a
 * {@link LookUp.NoAnswer}. A method for which the gateway declares no capability is never called.
 */
public interface PaymentGateway {
    GatewayName name();

    /** What it can do, set up or not. */
    default Set<Capability> capabilities() {
        return name().capabilities();
    }

    /** The least amount of a charge. */
    Cents minimum();

    /** Asks for the money. {@code intent.id()} is the idempotency key. */
    Outcome charge(Intent intent);

    /** Sends money back; {@code intent.means()} is a {@link Means.RefundOf}. */
    Outcome refund(Intent intent);

    /** Ends a subscription; {@code intent.means()} is a {@link Means.CancelOf}. */
    Outcome cancel(Intent intent);

    /**
     * What became of an intent. Asks only, never moves money.
     *
     * @param reference the gateway's id of it, where an earlier answer gave one
     */
    LookUp lookUp(Intent intent, Optional<String> reference);

    /**
     * Closes the page of a charge, or what else the customer has left undone: after that nobody can pay it any more. What was paid stays paid.
     *
     * @param reference the gateway's id of it, where an earlier answer gave one
     * @return how the charge stands then; that it never arrived where there is nothing to close, and it can be paid until its time is over
     */
    default LookUp close(Intent intent, Optional<String> reference) {
        throw new IllegalStateException("gateway " + name().code() + " closes no page of " + intent.id());
    }

    /** What the gateway lists of money that moved since an instant, as far as it may be ours. Asks only, never moves money. */
    default Listing list(Instant since) {
        throw new IllegalStateException("gateway " + name().code() + " lists no payments");
    }

    /** What the gateway lists of disputes since an instant, each with how it stands. Asks only, never moves money. */
    default Listing listDisputes(Instant since) {
        throw new IllegalStateException("gateway " + name().code() + " lists no disputes");
    }

    /**
     * What a payment is told of as, where its refunds and disputes call it otherwise. Asks only.
     *
     * @throws NoAnswer when the gateway gives none now
     * @throws IllegalStateException when it refuses to say
     */
    default Optional<String> otherName(String payment) {
        return Optional.empty();
    }

    /**
     * Whether a delivery is the gateway's.
     *
     * @param tolerance how old or far ahead a signature may be that says when it was made
     */
    Verdict verify(Delivery delivery, Instant now, Duration tolerance);

    /** Reads a genuine delivery. */
    GatewayEvent read(Delivery delivery);
}
