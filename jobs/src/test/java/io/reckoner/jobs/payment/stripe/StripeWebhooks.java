package io.reckoner.jobs.payment.stripe;

import com.stripe.Stripe;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeObject;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import io.reckoner.jobs.payment.Delivery;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;

/**
 * What Stripe tells by webhook.
 *
 * <p>Source: bodies are made by the objects of com.stripe:stripe-java 32.1.0 ({@code toJson}), signatures by its
 * {@code Webhook.Util.computeHmacSha256} over {@code timestamp.payload}, as the scheme {@code v1} is documented at
 * docs.stripe.com/webhooks.
 */
public final class StripeWebhooks {
    public static final String SECRET = "whsec_double";

    private StripeWebhooks() {}

    /** An event about an object, signed at an instant. */
    public static Delivery signed(String type, StripeObject object, Instant at, String secret) {
        Event event = new Event();
        event.setObject("event");
        event.setId("evt_" + Math.abs(object.toJson().hashCode()) + type.hashCode());
        event.setType(type);
        event.setApiVersion(Stripe.API_VERSION);
        event.setCreated(at.getEpochSecond());
        event.setLivemode(false);
        Event.Data data = new Event.Data();
        data.setObject(ApiResource.GSON.toJsonTree(object).getAsJsonObject());
        event.setData(data);
        return signed(event.toJson().getBytes(StandardCharsets.UTF_8), at, secret);
    }

    /** A body as it is sent at an instant: each attempt has a signature of its own. */
    static Delivery signed(byte[] body, Instant at, String secret) {
        return new Delivery(
                Map.of(
                        "stripe-signature",
                        signature(new String(body, StandardCharsets.UTF_8), at, secret),
                        "content-type",
                        "application/json"),
                body);
    }

    static String signature(String body, Instant at, String secret) {
        try {
            return "t=" + at.getEpochSecond() + ",v1="
                    + Webhook.Util.computeHmacSha256(secret, at.getEpochSecond() + "." + body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A payment nobody here asked for, in a currency of choice. */
    public static PaymentIntent foreignPayment(String id, long amount, String currency, String intent) {
        PaymentIntent payment = new PaymentIntent();
        payment.setObject("payment_intent");
        payment.setId(id);
        payment.setAmount(amount);
        payment.setAmountReceived(amount);
        payment.setCurrency(currency);
        payment.setStatus("succeeded");
        payment.setMetadata(intent.isEmpty() ? Map.of() : Map.of("reckon_intent", intent));
        return payment;
    }

    /** A paid month of a subscription that Stripe renews, begun by an intent of ours. */
    static Invoice paidMonth(String invoice, String subscription, String intent, long cents) {
        Invoice month = new Invoice();
        month.setObject("invoice");
        month.setId(invoice);
        month.setAmountPaid(cents);
        month.setCurrency("usd");
        month.setStatus("paid");
        Invoice.Parent.SubscriptionDetails details = new Invoice.Parent.SubscriptionDetails();
        details.setSubscription(subscription);
        details.setMetadata(Map.of("reckon_intent", intent));
        Invoice.Parent parent = new Invoice.Parent();
        parent.setType("subscription_details");
        parent.setSubscriptionDetails(details);
        month.setParent(parent);
        return month;
    }
}
