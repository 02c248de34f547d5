package io.reckoner.jobs.payment.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Stripe's objects and faults mean to us. */
final class StripeAnswer {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int CONFLICT = 409;
    private static final int SERVER_FAULT = 500;

    private StripeAnswer() {}

    /** By its state. An unknown state is unknown. */
    static Outcome of(PaymentIntent intent) {
        String id = text(intent.getId());
        String status = text(intent.getStatus());
        return switch (status) {
            case "succeeded" -> paid(id, intent.getAmountReceived(), intent.getCurrency());
            case "processing", "requires_capture" -> new Outcome.Pending(id);
            case "requires_action", "requires_confirmation" -> new Outcome.ActionRequired(id, actionUrl(intent));
            case "requires_payment_method" -> declined(id, intent.getLastPaymentError());
            case "canceled" -> new Outcome.Declined("cancelled: " + text(intent.getCancellationReason()));
            default -> new Outcome.Unknown("Stripe says the payment intent " + id + " is \"" + status + "\"");
        };
    }

    /** Of a page: paid, still open, or expired. */
    static Outcome of(Session session) {
        String id = text(session.getId());
        if ("paid".equals(session.getPaymentStatus())) {
            String payment = text(session.getPaymentIntent());
            return paid(payment.isEmpty() ? id : payment, session.getAmountTotal(), session.getCurrency());
        }
        String status = text(session.getStatus());
        return switch (status) {
            case "open" -> new Outcome.ActionRequired(id, text(session.getUrl()));
            case "complete" -> new Outcome.Pending(id);
            case "expired" -> new Outcome.Declined("the checkout page expired unpaid");
            default -> new Outcome.Unknown("Stripe says the checkout session " + id + " is \"" + status + "\"");
        };
    }

    /** Of a month of a subscription that Stripe renews, which is known by its invoice. */
    static Outcome of(Invoice invoice) {
        String id = text(invoice.getId());
        String status = text(invoice.getStatus());
        return switch (status) {
            case "paid" -> paid(id, invoice.getAmountPaid(), invoice.getCurrency());
            case "draft", "open" -> new Outcome.Pending(id);
            case "void", "uncollectible" -> new Outcome.Declined("the invoice is " + status);
            default -> new Outcome.Unknown("Stripe says the invoice " + id + " is \"" + status + "\"");
        };
    }

    static Outcome of(Refund refund) {
        String id = text(refund.getId());
        String status = text(refund.getStatus());
        return switch (status) {
            case "succeeded" -> {
                Optional<String> fault = currencyFault(refund.getCurrency());
                yield fault.isPresent()
                        ? new Outcome.Unknown("refund " + id + ": " + fault.get())
                        : new Outcome.Refunded(id, new Cents(whole(refund.getAmount())));
            }
            case "pending", "requires_action" -> new Outcome.Pending(id);
            case "failed", "canceled" ->
                new Outcome.Failed(id, "Stripe did not refund: " + status + " " + text(refund.getFailureReason()));
            default -> new Outcome.Unknown("Stripe says the refund " + id + " is \"" + status + "\"");
        };
    }

    /** Of a subscription that was asked to end: it has, or it is renewed still. */
    static Outcome of(Subscription subscription) {
        String id = text(subscription.getId());
        String status = text(subscription.getStatus());
        return switch (status) {
            case "canceled", "incomplete_expired" -> new Outcome.Cancelled(id);
            case "active", "trialing", "past_due", "unpaid", "paused", "incomplete" ->
                new Outcome.Declined("Stripe says the subscription " + id + " is \"" + status + "\" still");
            default -> new Outcome.Unknown("Stripe says the subscription " + id + " is \"" + status + "\"");
        };
    }

    /**
     * A fault: declined where Stripe says that it did nothing; unknown where it may have. A key used twice with other
     * parameters or at the same time, a fault of the server's, a broken connection: all unknown.
     */
    static Outcome of(StripeException fault) {
        if (fault instanceof ApiConnectionException) {
            return new Outcome.Unknown(words(fault));
        }
        Integer status = fault.getStatusCode();
        StripeError error = fault.getStripeError();
        if (error != null && error.getPaymentIntent() != null) {
            Outcome said = of(error.getPaymentIntent());
            // Off session, a card that asks for 3-D Secure is declined with a payment intent that can still be
            // confirmed.
            return said instanceof Outcome.Declined ? new Outcome.Declined(reason(error)) : said;
        }
        if (status == null
                || status == CONFLICT
                || status == TOO_MANY_REQUESTS
                || status >= SERVER_FAULT
                || error == null) {
            return new Outcome.Unknown(words(fault));
        }
        if ("idempotency_error".equals(error.getType())) {
            return new Outcome.Unknown("Stripe knows this idempotency key for another request");
        }
        return new Outcome.Declined(reason(error));
    }

    /** Whether a fault is about what was asked: else Stripe cannot be reached, is broken, or has been asked too much. */
    static boolean isAbout(StripeException fault) {
        Integer status = fault.getStatusCode();
        return status != null && status != TOO_MANY_REQUESTS && status < SERVER_FAULT;
    }

    /** A fault in a sentence; what the library's parser thinks of an answer is left out. */
    static String words(StripeException fault) {
        if (fault instanceof ApiConnectionException) {
            return "no answer from Stripe: " + fault.getMessage();
        }
        return fault.getStripeError() == null
                ? "Stripe answered " + fault.getStatusCode() + ", which cannot be read"
                : "Stripe answered " + fault.getStatusCode() + ": " + fault.getMessage();
    }

    /** Paid in dollars; money of another currency is not taken for dollars. */
    static Outcome paid(String reference, @Nullable Long amount, @Nullable String currency) {
        Optional<String> fault = currencyFault(currency);
        if (fault.isPresent()) {
            return new Outcome.NotTaken(reference, "payment " + reference + ": " + fault.get());
        }
        return new Outcome.Paid(reference, new Cents(whole(amount)), Optional.empty());
    }

    static Optional<String> currencyFault(@Nullable String currency) {
        return Cents.notUsd(text(currency));
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static long whole(@Nullable Long amount) {
        if (amount == null) {
            throw new IllegalArgumentException("Stripe names no amount");
        }
        return amount;
    }

    private static Outcome declined(String id, @Nullable StripeError error) {
        return error == null ? new Outcome.ActionRequired(id, "") : new Outcome.Declined(reason(error));
    }

    private static String reason(StripeError error) {
        String code = text(error.getDeclineCode());
        String kind = code.isEmpty() ? text(error.getCode()) : code;
        return (kind.isEmpty() ? text(error.getType()) : kind) + ": " + text(error.getMessage());
    }

    private static String actionUrl(PaymentIntent intent) {
        PaymentIntent.NextAction action = intent.getNextAction();
        if (action == null || action.getRedirectToUrl() == null) {
            return "";
        }
        return text(action.getRedirectToUrl().getUrl());
    }
}
