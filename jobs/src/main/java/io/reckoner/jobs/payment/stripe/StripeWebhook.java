package io.reckoner.jobs.payment.stripe;

import com.google.gson.JsonParseException;
import com.stripe.exception.EventDataObjectDeserializationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayEvent.About;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.Outcome;
import io.reckoner.jobs.payment.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stripe's webhooks: signature by the library, meaning by ourselves. */
final class StripeWebhook {
    private static final String HEADER = "stripe-signature";

    private static final Pattern TIME = Pattern.compile("(?:^|,)t=([0-9]{1,18})");

    /** The library's word for no limit: age is judged apart, to tell stale from forged. */
    private static final long ANY_AGE = 0;

    private StripeWebhook() {}

    static Verdict verify(Delivery delivery, Optional<String> secret, Instant now, Duration tolerance) {
        Optional<String> header = delivery.header(HEADER);
        if (header.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.UNSIGNED);
        }
        if (secret.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.FORGED);
        }
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        String payload = new String(delivery.body(), StandardCharsets.UTF_8);
        if (!isSigned(payload, header.get(), secret.get(), ANY_AGE, clock)) {
            return new Verdict.Refused(Verdict.Reason.FORGED);
        }
        boolean isFresh = isSigned(payload, header.get(), secret.get(), tolerance.toSeconds(), clock)
                && !isAhead(header.get(), now.plus(tolerance));
        return isFresh ? new Verdict.Genuine() : new Verdict.Refused(Verdict.Reason.STALE);
    }

    /** The library looks for signatures that are too old alone; one far ahead would stay fresh for as long. */
    private static boolean isAhead(String header, Instant latest) {
        Matcher time = TIME.matcher(header);
        return time.find() && Long.parseLong(time.group(1)) > latest.getEpochSecond();
    }

    private static boolean isSigned(String payload, String header, String secret, long tolerance, Clock clock) {
        try {
            return Webhook.Signature.verifyHeader(payload, header, secret, tolerance, clock);
        } catch (SignatureVerificationException refused) {
            return false;
        } catch (RuntimeException garbled) {
            // A header such as "t=x" makes the library stumble.
            return false;
        }
    }

    static GatewayEvent read(Delivery delivery) {
        Event event;
        try {
            event = ApiResource.GSON.fromJson(new String(delivery.body(), StandardCharsets.UTF_8), Event.class);
        } catch (JsonParseException noEvent) {
            return new GatewayEvent.Unreadable("its body is no JSON, or not that of an event of Stripe's");
        }
        if (event == null || event.getType() == null || event.getData() == null) {
            return new GatewayEvent.Unreadable("it is no event of Stripe's");
        }
        try {
            return read(event);
        } catch (IllegalArgumentException garbled) {
            return new GatewayEvent.Unreadable("it cannot be read: " + garbled.getMessage());
        }
    }

    private static GatewayEvent read(Event event) {
        String type = event.getType();
        return switch (type) {
            case "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled" ->
                read(type, object(event, PaymentIntent.class));
            case "checkout.session.completed",
                    "checkout.session.async_payment_succeeded",
                    "checkout.session.async_payment_failed",
                    "checkout.session.expired" -> read(type, object(event, Session.class));
            case "refund.created", "refund.updated", "refund.failed", "charge.refund.updated" ->
                read(type, object(event, Refund.class));
            case "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed" ->
                read(type, object(event, com.stripe.model.Dispute.class));
            case "invoice.paid" -> read(event, object(event, Invoice.class));
            case "customer.subscription.deleted" -> {
                Subscription ended = object(event, Subscription.class);
                yield new GatewayEvent.SubscriptionEnded(
                        about(ended.getMetadata(), ""), StripeAnswer.text(ended.getId()));
            }
            default -> new GatewayEvent.Other(type);
        };
    }

    static GatewayEvent read(String type, PaymentIntent intent) {
        About about = about(intent.getMetadata(), StripeAnswer.text(intent.getId()));
        if (type.equals("payment_intent.payment_failed")
                && intent.getMetadata() != null
                && intent.getMetadata().containsKey(StripeGateway.PAGE)) {
            return new GatewayEvent.Other(type + " on a page that is still open");
        }
        return of(about, type, StripeAnswer.of(intent));
    }

    private static GatewayEvent read(String type, Session session) {
        if (session.getMode() != null && !session.getMode().equals("payment")) {
            return new GatewayEvent.Other(type + " of mode " + session.getMode());
        }
        if (type.equals("checkout.session.async_payment_failed")) {
            return new GatewayEvent.DeclinedEvent(session(session), "the payment failed after the page was left");
        }
        return of(session(session), type, StripeAnswer.of(session));
    }

    static GatewayEvent read(String type, Refund refund) {
        Outcome outcome = StripeAnswer.of(refund);
        // The metadata of a refund name the refund's own intent, the payment intent its charge.
        About about = about(refund.getMetadata(), StripeAnswer.text(refund.getPaymentIntent()));
        return switch (outcome) {
            case Outcome.Refunded done ->
                new GatewayEvent.RefundedEvent(about, done.reference(), done.sent(), Optional.empty());
            case Outcome.Failed failed ->
                new GatewayEvent.RefundFailed(
                        about, failed.reference(), new Cents(StripeAnswer.whole(refund.getAmount())), failed.reason());
            case Outcome.NotTaken foreign -> new GatewayEvent.Unreadable(foreign.why());
            case Outcome.Unknown unknown -> new GatewayEvent.Unreadable(unknown.why());
            case Outcome.Declined declined -> new GatewayEvent.Other(type);
            case Outcome.Pending pending -> new GatewayEvent.Other(type + " pending");
            case Outcome.ActionRequired action -> new GatewayEvent.Other(type);
            case Outcome.Cancelled cancelled -> new GatewayEvent.Other(type);
            case Outcome.Paid paid -> new GatewayEvent.Other(type);
        };
    }

    static GatewayEvent read(String type, com.stripe.model.Dispute dispute) {
        Optional<String> fault = StripeAnswer.currencyFault(dispute.getCurrency());
        if (fault.isPresent()) {
            return new GatewayEvent.Unreadable("dispute " + dispute.getId() + ": " + fault.get());
        }
        About about = new About("", StripeAnswer.text(dispute.getPaymentIntent()));
        Cents amount = new Cents(StripeAnswer.whole(dispute.getAmount()));
        String id = StripeAnswer.text(dispute.getId());
        return switch (StripeAnswer.text(dispute.getStatus())) {
            case "won" -> new GatewayEvent.DisputeWon(about, id, amount);
            case "lost" -> new GatewayEvent.DisputeLost(about, id, amount);
            // No money is taken back while the bank only asks.
            case "warning_needs_response", "warning_under_review", "warning_closed", "prevented" ->
                new GatewayEvent.Other(type + " " + dispute.getStatus());
            default -> new GatewayEvent.DisputeOpened(about, id, amount, Optional.empty());
        };
    }

    private static GatewayEvent read(Event event, Invoice invoice) {
        String type = event.getType();
        Invoice.Parent parent = invoice.getParent();
        if (parent == null || parent.getSubscriptionDetails() == null) {
            return isOfOldShape(event)
                    ? new GatewayEvent.Unreadable("invoice " + invoice.getId() + " is in the shape of API version "
                            + event.getApiVersion() + ". Give the endpoint at Stripe version 2025-03-31.basil or later")
                    : new GatewayEvent.Other(type + " without subscription");
        }
        if (event.getCreated() == null) {
            throw new IllegalArgumentException("the event tells no time");
        }
        return month(invoice, Instant.ofEpochSecond(event.getCreated()));
    }

    /** A paid month of a subscription that Stripe renews. In another currency it says nothing of the intent that began the subscription. */
    static GatewayEvent month(Invoice invoice, Instant paidAt) {
        Invoice.Parent.SubscriptionDetails of = invoice.getParent().getSubscriptionDetails();
        Outcome outcome =
                StripeAnswer.paid(StripeAnswer.text(invoice.getId()), invoice.getAmountPaid(), invoice.getCurrency());
        About about = about(of.getMetadata(), StripeAnswer.text(invoice.getId()));
        if (outcome instanceof Outcome.NotTaken foreign) {
            return new GatewayEvent.Unreadable(foreign.why());
        }
        return outcome instanceof Outcome.Paid paid
                ? new GatewayEvent.CyclePaid(about, StripeAnswer.text(of.getSubscription()), paid, paidAt)
                : of(about, "invoice.paid", outcome);
    }

    /** Until 2025 an invoice named its subscription in a field of its own, which the library reads no more. */
    private static boolean isOfOldShape(Event event) {
        return GatewayJson.object(event.getDataObjectDeserializer().getRawJson())
                .filter(invoice -> invoice.hasNonNull("subscription"))
                .isPresent();
    }

    private static GatewayEvent of(About about, String type, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Paid paid -> new GatewayEvent.PaidEvent(about, paid);
            case Outcome.Declined declined -> new GatewayEvent.DeclinedEvent(about, declined.reason());
            case Outcome.NotTaken foreign -> new GatewayEvent.NotTakenEvent(about, foreign);
            case Outcome.Unknown unknown -> new GatewayEvent.Unreadable(unknown.why());
            case Outcome.Pending pending -> new GatewayEvent.Other(type + " pending");
            case Outcome.ActionRequired action -> new GatewayEvent.Other(type + " open");
            case Outcome.Refunded refunded -> new GatewayEvent.Other(type);
            case Outcome.Failed failed -> new GatewayEvent.Other(type);
            case Outcome.Cancelled cancelled -> new GatewayEvent.Other(type);
        };
    }

    private static About session(Session session) {
        String intent = StripeAnswer.text(session.getClientReferenceId());
        return new About(intent, StripeAnswer.text(session.getId()));
    }

    private static About about(@Nullable Map<String, String> metadata, String payment) {
        String intent = metadata == null ? null : metadata.get(StripeGateway.INTENT);
        return new About(StripeAnswer.text(intent), payment);
    }

    /** @throws IllegalArgumentException where it is no such object; the library stumbles over some bodies in other ways than it says */
    private static <T extends StripeObject> T object(Event event, Class<T> type) {
        StripeObject object;
        try {
            object = event.getDataObjectDeserializer().deserializeUnsafe();
        } catch (EventDataObjectDeserializationException | RuntimeException garbled) {
            throw new IllegalArgumentException(
                    event.getType() + " has an object that is none of Stripe's form", garbled);
        }
        if (!type.isInstance(object)) {
            throw new IllegalArgumentException("a " + event.getType() + " should carry a " + type.getSimpleName());
        }
        return type.cast(object);
    }
}
