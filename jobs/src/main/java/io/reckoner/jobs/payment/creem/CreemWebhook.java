package io.reckoner.jobs.payment.creem;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayEvent.About;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.Outcome;
import io.reckoner.jobs.payment.Share;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What Creem's webhooks say. */
final class CreemWebhook {
    /** The place of our intent's id in Creem's metadata. */
    static final String INTENT = "reckon_intent";

    private CreemWebhook() {}

    /**
     * @param transactions gives the transaction of an id: the event of a subscription's payment names it, and not what was paid
     */
    static GatewayEvent read(Delivery delivery, Function<String, JsonNode> transactions) {
        Optional<JsonNode> event = GatewayJson.object(new String(delivery.body(), StandardCharsets.UTF_8));
        if (event.isEmpty() || !event.get().path("object").isObject()) {
            return new GatewayEvent.Unreadable("it is no event of Creem's");
        }
        try {
            return read(GatewayJson.text(event.get(), "eventType"), event.get().path("object"), transactions);
        } catch (IllegalArgumentException garbled) {
            return new GatewayEvent.Unreadable(
                    GatewayJson.text(event.get(), "id") + " cannot be read: " + garbled.getMessage());
        }
    }

    private static GatewayEvent read(String type, JsonNode object, Function<String, JsonNode> transactions) {
        return switch (type) {
            case "checkout.completed" -> checkout(type, object);
            case "subscription.paid" -> cycle(object, transactions);
            case "subscription.canceled", "subscription.scheduled_cancel" ->
                new GatewayEvent.SubscriptionEnded(
                        new About(GatewayJson.text(object, "metadata", INTENT), ""), GatewayJson.text(object, "id"));
            case "refund.created" -> refund(type, object);
            case "dispute.created" -> dispute(object, transactions);
            default -> new GatewayEvent.Other(type);
        };
    }

    /** A subscription's first payment is told by {@code subscription.paid} as well: that one opens the cycle. */
    private static GatewayEvent checkout(String type, JsonNode checkout) {
        JsonNode order = checkout.path("order");
        if (CreemAnswer.isOfSubscription(order)) {
            return new GatewayEvent.Other(type + " of a subscription");
        }
        About about = new About(GatewayJson.text(checkout, "request_id"), GatewayJson.text(order, "id"));
        return switch (CreemAnswer.order(GatewayJson.text(checkout, "id"), order)) {
            case Outcome.Paid paid -> new GatewayEvent.PaidEvent(about, paid);
            case Outcome.NotTaken foreign -> new GatewayEvent.Unreadable(foreign.why());
            case Outcome.Pending pending -> new GatewayEvent.Other(type + " not paid");
            case Outcome.ActionRequired action -> new GatewayEvent.Other(type + " not paid");
            case Outcome.Declined declined -> new GatewayEvent.Other(type + " not paid");
            case Outcome.Unknown unknown -> new GatewayEvent.Other(type + " not paid");
            case Outcome.Refunded refunded -> new GatewayEvent.Other(type + " not paid");
            case Outcome.Failed failed -> new GatewayEvent.Other(type + " not paid");
            case Outcome.Cancelled cancelled -> new GatewayEvent.Other(type + " not paid");
        };
    }

    /** What was paid is not the product's price where a discount was given: the transaction says it. */
    private static GatewayEvent cycle(JsonNode subscription, Function<String, JsonNode> transactions) {
        Cents.requireUsd(GatewayJson.text(subscription, "product", "currency"));
        String id = GatewayJson.text(subscription, "last_transaction_id");
        JsonNode enclosed = subscription.path("last_transaction");
        JsonNode transaction =
                GatewayJson.text(enclosed, "id").equals(id) && !id.isEmpty() ? enclosed : transactions.apply(id);
        Outcome.Paid paid = new Outcome.Paid(id, CreemAnswer.received(transaction), Optional.empty());
        return new GatewayEvent.CyclePaid(
                new About(GatewayJson.text(subscription, "metadata", INTENT), paid.reference()),
                GatewayJson.text(subscription, "id"),
                paid,
                time(subscription, "last_transaction_date"));
    }

    private static Instant time(JsonNode object, String field) {
        try {
            return Instant.parse(GatewayJson.text(object, field));
        } catch (DateTimeParseException noTime) {
            throw new IllegalArgumentException(field + " is no time");
        }
    }

    /** Creem sends tax back with the rest. */
    private static GatewayEvent refund(String type, JsonNode refund) {
        if (!"succeeded".equals(GatewayJson.text(refund, "status"))) {
            return new GatewayEvent.Other(type + " " + GatewayJson.text(refund, "status"));
        }
        Cents.requireUsd(GatewayJson.text(refund, "refund_currency"));
        return new GatewayEvent.RefundedEvent(
                about(refund),
                GatewayJson.text(refund, "id"),
                GatewayJson.cents(refund, "refund_amount"),
                Optional.of(share(refund.path("transaction"))));
    }

    /** The bank takes what the customer paid, tax and all; that is Creem's. Where the event does not say what was paid, Creem is asked. */
    private static GatewayEvent dispute(JsonNode dispute, Function<String, JsonNode> transactions) {
        Cents.requireUsd(GatewayJson.text(dispute, "currency"));
        JsonNode enclosed = dispute.path("transaction");
        JsonNode transaction =
                enclosed.hasNonNull("amount_paid") ? enclosed : transactions.apply(GatewayJson.text(enclosed, "id"));
        return new GatewayEvent.DisputeOpened(
                about(dispute),
                GatewayJson.text(dispute, "id"),
                GatewayJson.cents(dispute, "amount"),
                Optional.of(share(transaction)));
    }

    /** Which part of a transaction was ours: what was paid less its tax. */
    private static Share share(JsonNode transaction) {
        return new Share(
                GatewayJson.cents(transaction, "amount_paid"),
                transaction.hasNonNull("tax_amount")
                        ? CreemAnswer.received(transaction)
                        : GatewayJson.cents(transaction, "amount"));
    }

    /** Payments of subscriptions are known by their transaction: the checkout names the first of them only. Others by their order. */
    private static About about(JsonNode object) {
        String transaction = GatewayJson.text(object, "transaction", "id");
        if (object.path("subscription").isObject()) {
            return new About("", transaction);
        }
        String order = GatewayJson.text(object, "transaction", "order");
        return new About(GatewayJson.text(object, "checkout", "request_id"), order.isEmpty() ? transaction : order);
    }
}
