package io.reckoner.jobs.payment.nowpayments;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayEvent.About;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.Outcome;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a payment at NOWPayments means to us. What is credited is what arrives with the operator ({@code outcome_amount}), when
 * it has arrived: {@code finished} or {@code partially_paid}. The price that was asked says nothing about it.
 */
final class NowPaymentsPayment {
    private NowPaymentsPayment() {}

    /** @param dollars currencies that count as dollars */
    static Outcome outcome(JsonNode payment, List<String> dollars) {
        String id = GatewayJson.text(payment, "payment_id");
        String status = GatewayJson.text(payment, "payment_status");
        return switch (status) {
            case "finished", "partially_paid" -> paid(id, payment, dollars);
            case "waiting", "confirming", "confirmed", "sending" -> new Outcome.Pending(id);
            case "failed", "expired" -> new Outcome.Declined("the payment " + id + " is " + status);
            case "refunded" -> new Outcome.Declined("the payment " + id + " went back to the payer");
            default -> new Outcome.Unknown("NOWPayments says the payment " + id + " is \"" + status + "\"");
        };
    }

    static GatewayEvent read(Delivery delivery, List<String> dollars) {
        Optional<JsonNode> object = GatewayJson.object(new String(delivery.body(), StandardCharsets.UTF_8));
        if (object.isEmpty()) {
            return new GatewayEvent.Unreadable("it is no notification of NOWPayments'");
        }
        JsonNode payment = object.get();
        String id = GatewayJson.text(payment, "payment_id");
        if (id.isEmpty()) {
            return new GatewayEvent.Other("no payment");
        }
        if (GatewayJson.text(payment, "payment_status").equals("refunded")) {
            // It may have been credited before, and no amount in dollars is told.
            return new GatewayEvent.Unreadable(
                    "payment " + id + " went back to the payer: take the credit back if there was any");
        }
        About about = new About(GatewayJson.text(payment, "order_id"), id);
        return switch (outcome(payment, dollars)) {
            case Outcome.Paid paid -> new GatewayEvent.PaidEvent(about, paid);
            case Outcome.Declined declined -> new GatewayEvent.DeclinedEvent(about, declined.reason());
            case Outcome.Pending pending -> new GatewayEvent.UnderWay(about);
            case Outcome.NotTaken foreign -> new GatewayEvent.Unreadable(foreign.why());
            case Outcome.Unknown unknown -> new GatewayEvent.Unreadable(unknown.why());
            case Outcome.ActionRequired action -> new GatewayEvent.Other("page");
            case Outcome.Refunded refunded -> new GatewayEvent.Other("refund");
            case Outcome.Failed failed -> new GatewayEvent.Other("refund");
            case Outcome.Cancelled cancelled -> new GatewayEvent.Other("cancellation");
        };
    }

    private static Outcome paid(String id, JsonNode payment, List<String> dollars) {
        String currency = GatewayJson.text(payment, "outcome_currency").toLowerCase(Locale.ROOT);
        if (!dollars.contains(currency)) {
            return new Outcome.NotTaken(
                    id,
                    "payment " + id + ": the money arrives in "
                            + (currency.matches("[a-z0-9]{1,20}") ? currency.toUpperCase(Locale.ROOT) : "no currency")
                            + "; only " + String.join(", ", dollars) + " count as USD");
        }
        try {
            return new Outcome.Paid(id, received(payment), Optional.empty());
        } catch (IllegalArgumentException fault) {
            return new Outcome.Unknown("payment " + id + ": " + fault.getMessage());
        }
    }

    private static Cents received(JsonNode payment) {
        JsonNode amount = payment.path("outcome_amount");
        BigDecimal exact = amount.isNumber() ? amount.decimalValue() : new BigDecimal(text(amount));
        if (exact.signum() < 0 || exact.precision() - exact.scale() > 9 || exact.scale() > 30) {
            throw new IllegalArgumentException("an outcome_amount of " + amount + " is no payment");
        }
        return Cents.ofDecimal(exact.toPlainString());
    }

    private static String text(JsonNode amount) {
        String text = amount.isString() ? amount.stringValue() : "";
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,18})?")) {
            throw new IllegalArgumentException("there is no outcome_amount");
        }
        return text;
    }
}
