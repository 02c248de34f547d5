package io.reckoner.jobs.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.checkout.Session;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionListParams;
import io.reckoner.jobs.payment.Intent;
import io.reckoner.jobs.payment.LookUp;
import io.reckoner.jobs.payment.Means;
import io.reckoner.jobs.payment.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what became of an intent: by Stripe's id where we know it, else by our id in the metadata of what Stripe made
 * around that time. Lists are read, not the search, which may lag behind.
 */
final class StripeLookUp {
    private static final long PAGE = 100;
    private static final int NOT_FOUND = 404;

    /** Clocks differ, and a request may have waited. */
    private static final Duration BEFORE = Duration.ofMinutes(10);

    private static final Duration AFTER = Duration.ofHours(1);

    private final StripeClient client;

    StripeLookUp(StripeClient client) {
        this.client = client;
    }

    LookUp ask(Intent intent, Optional<String> reference) {
        try {
            return switch (intent.means()) {
                case Means.StoredMethod stored -> payment(intent, stored.customer(), reference);
                case Means.CheckoutPage page -> page(intent, reference);
                case Means.RefundOf refund -> refund(intent, refund, reference);
                case Means.CancelOf cancel ->
                    found(StripeAnswer.of(client.v1().subscriptions().retrieve(cancel.subscription())));
            };
        } catch (InvalidRequestException fault) {
            return Integer.valueOf(NOT_FOUND).equals(fault.getStatusCode())
                    ? new LookUp.NeverArrived()
                    : noAnswer(fault);
        } catch (StripeException fault) {
            return noAnswer(fault);
        } catch (IllegalArgumentException fault) {
            return new LookUp.NoAnswer("Stripe's answer makes no sense: " + fault.getMessage());
        }
    }

    private LookUp payment(Intent intent, String customer, Optional<String> reference) throws StripeException {
        if (reference.isPresent()) {
            return found(StripeAnswer.of(client.v1().paymentIntents().retrieve(reference.get())));
        }
        PaymentIntentListParams params = PaymentIntentListParams.builder()
                .setCustomer(customer)
                .setLimit(PAGE)
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(intent.recordedAt().minus(BEFORE).getEpochSecond())
                        .setLte(intent.recordedAt().plus(AFTER).getEpochSecond())
                        .build())
                .build();
        for (PaymentIntent each : client.v1().paymentIntents().list(params).autoPagingIterable()) {
            if (isOf(intent, each.getMetadata())) {
                return found(StripeAnswer.of(each));
            }
        }
        return new LookUp.NeverArrived();
    }

    private LookUp page(Intent intent, Optional<String> reference) throws StripeException {
        if (reference.isPresent() && reference.get().startsWith("pi_")) {
            return found(StripeAnswer.of(client.v1().paymentIntents().retrieve(reference.get())));
        }
        if (reference.isPresent() && reference.get().startsWith("in_")) {
            return found(StripeAnswer.of(client.v1().invoices().retrieve(reference.get())));
        }
        if (reference.isPresent()) {
            return found(StripeAnswer.of(client.v1().checkout().sessions().retrieve(reference.get())));
        }
        SessionListParams params = SessionListParams.builder()
                .setLimit(PAGE)
                .setCreated(SessionListParams.Created.builder()
                        .setGte(intent.recordedAt().minus(BEFORE).getEpochSecond())
                        .setLte(intent.recordedAt().plus(AFTER).getEpochSecond())
                        .build())
                .build();
        for (Session each : client.v1().checkout().sessions().list(params).autoPagingIterable()) {
            if (intent.id().equals(each.getClientReferenceId())) {
                return found(StripeAnswer.of(each));
            }
        }
        return new LookUp.NeverArrived();
    }

    private LookUp refund(Intent intent, Means.RefundOf of, Optional<String> reference) throws StripeException {
        if (reference.isPresent()) {
            return found(StripeAnswer.of(client.v1().refunds().retrieve(reference.get())));
        }
        Optional<String> payment = StripeInvoice.paymentIntent(client, of.payment());
        if (payment.isEmpty()) {
            return new LookUp.NeverArrived();
        }
        RefundListParams params = RefundListParams.builder()
                .setPaymentIntent(payment.get())
                .setLimit(PAGE)
                .build();
        for (Refund each : client.v1().refunds().list(params).autoPagingIterable()) {
            if (isOf(intent, each.getMetadata())) {
                return found(StripeAnswer.of(each));
            }
        }
        return new LookUp.NeverArrived();
    }

    private static boolean isOf(Intent intent, @Nullable Map<String, String> metadata) {
        return metadata != null && intent.id().equals(metadata.get(StripeGateway.INTENT));
    }

    private static LookUp found(Outcome outcome) {
        return outcome instanceof Outcome.Unknown unknown
                ? new LookUp.NoAnswer(unknown.why())
                : new LookUp.Found(outcome);
    }

    private static LookUp noAnswer(StripeException fault) {
        return new LookUp.NoAnswer(StripeAnswer.words(fault));
    }
}
