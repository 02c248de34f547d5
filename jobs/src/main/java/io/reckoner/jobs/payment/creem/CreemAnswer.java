package io.reckoner.jobs.payment.creem;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.Outcome;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Creem's objects mean to us. */
final class CreemAnswer {
    /** States of transactions by which money was received, and some of it has gone back since; what a bank took is called in two ways. */
    static final Set<String> GONE_BACK = Set.of("refunded", "partialRefund", "chargedBack", "chargeback");

    private CreemAnswer() {}

    /** A checkout: open, paid with its order, or over. */
    static Outcome checkout(JsonNode checkout) {
        String id = GatewayJson.text(checkout, "id");
        String status = GatewayJson.text(checkout, "status");
        return switch (status) {
            case "pending" -> new Outcome.ActionRequired(id, GatewayJson.text(checkout, "checkout_url"));
            case "processing" -> new Outcome.Pending(id);
            case "completed" -> order(id, checkout.path("order"));
            case "expired" -> new Outcome.Declined("the checkout page expired unpaid");
            default -> new Outcome.Unknown("Creem says the checkout " + id + " is \"" + status + "\"");
        };
    }

    /**
     * An order, paid or not yet. The first month of a subscription is known by its transaction, as {@code subscription.paid}
     * knows it: by any other name the same money would be taken for that of a second month. Where the order does not name the
     * transaction, the webhook will. What is not taken is known by its checkout, which Creem is asked for again.
     */
    static Outcome order(String checkout, JsonNode order) {
        String reference = GatewayJson.text(order, isOfSubscription(order) ? "transaction" : "id");
        if (!"paid".equals(GatewayJson.text(order, "status")) || reference.isEmpty()) {
            return new Outcome.Pending(checkout);
        }
        Optional<String> foreign = Cents.notUsd(GatewayJson.text(order, "currency"));
        return foreign.isPresent()
                ? new Outcome.NotTaken(checkout, "payment " + reference + ": " + foreign.get())
                : new Outcome.Paid(reference, received(order), Optional.empty());
    }

    /** A transaction: what was received counts, whatever has gone back since. */
    static Outcome transaction(String reference, JsonNode transaction) {
        String status = GatewayJson.text(transaction, "status");
        if (status.equals("paid") || GONE_BACK.contains(status)) {
            Optional<String> foreign = Cents.notUsd(GatewayJson.text(transaction, "currency"));
            return foreign.isPresent()
                    ? new Outcome.NotTaken(reference, "payment " + reference + ": " + foreign.get())
                    : new Outcome.Paid(reference, received(transaction), Optional.empty());
        }
        return switch (status) {
            case "pending" -> new Outcome.Pending(reference);
            case "declined", "void", "uncollectible" -> new Outcome.Declined("Creem says that it is " + status);
            default ->
                new Outcome.Unknown(
                        "Creem says the transaction " + GatewayJson.text(transaction, "id") + " is \"" + status + "\"");
        };
    }

    static boolean isOfSubscription(JsonNode order) {
        return "recurring".equals(GatewayJson.text(order, "type"));
    }

    /**
     * What is ours of an order or a transaction: what was paid less the tax, which Creem owes. Example: 35.09 paid with 6.09 of tax is 29.00.
     *
     * @throws IllegalArgumentException for other currencies
     */
    static Cents received(JsonNode order) {
        Cents.requireUsd(GatewayJson.text(order, "currency"));
        if (order.hasNonNull("amount_paid")) {
            long tax = order.hasNonNull("tax_amount")
                    ? GatewayJson.cents(order, "tax_amount").count()
                    : 0;
            return new Cents(GatewayJson.cents(order, "amount_paid").count() - tax);
        }
        return GatewayJson.cents(order, "amount");
    }

    /** Of a subscription that was asked to end: it has, it is scheduled to, or it is renewed still. */
    static Outcome subscription(JsonNode subscription) {
        String id = GatewayJson.text(subscription, "id");
        String status = GatewayJson.text(subscription, "status");
        return switch (status) {
            case "canceled", "scheduled_cancel", "expired" -> new Outcome.Cancelled(id);
            case "active", "trialing", "past_due", "unpaid", "paused" ->
                new Outcome.Declined("Creem says the subscription " + id + " is \"" + status + "\" still");
            default -> new Outcome.Unknown("Creem says the subscription " + id + " is \"" + status + "\"");
        };
    }
}
