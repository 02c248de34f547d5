package io.reckoner.jobs.payment.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayEvent.About;
import io.reckoner.jobs.payment.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A month of a subscription, as Stripe tells it.
 *
 * <p>Source of the shapes: the invoice object and its {@code parent.subscription_details}, docs.stripe.com/api/invoices/object at
 * 2025-08-27.basil, with the fields that events of that version carry; and the {@code subscription} of earlier versions, as
 * docs.stripe.com/changelog/basil/2025-03-31 says it was removed. Ids, amounts and metadata are put in.
 */
class StripeInvoicePaidTest {
    private static final String SHAPE =
            """
            {"id":"evt_1","object":"event","api_version":"%s","created":1763561590,"livemode":false,"pending_webhooks":1,
             "request":{"id":null,"idempotency_key":null},"type":"invoice.paid",
             "data":{"object":{"id":"in_month2","object":"invoice","account_country":"US","account_tax_ids":null,
               "amount_due":1000,"amount_overpaid":0,"amount_paid":%d,"amount_remaining":0,"amount_shipping":0,
               "attempt_count":1,"attempted":true,"auto_advance":false,
               "automatic_tax":{"disabled_reason":null,"enabled":false,"liability":null,"provider":null,"status":null},
               "billing_reason":"subscription_cycle","collection_method":"charge_automatically","created":1763561586,
               "currency":"%s","customer":"cus_1","default_payment_method":null,"discounts":[],"due_date":null,
               "effective_at":1763561586,"ending_balance":0,"issuer":{"type":"self"},
               "lines":{"object":"list","data":[{"id":"il_1","object":"line_item","amount":1000,"currency":"usd",
                 "invoice":"in_month2","metadata":{},"parent":{"invoice_item_details":null,"subscription_item_details":
                 {"invoice_item":null,"proration":false,"subscription":"sub_1","subscription_item":"si_1"},
                 "type":"subscription_item_details"},"period":{"end":1766153586,"start":1763561586},"quantity":1,"taxes":[]}],
                 "has_more":false,"total_count":1,"url":"/v1/invoices/in_month2/lines"},
               "metadata":{},"number":"A-0002",%s
               "period_end":1763561586,"period_start":1763561586,"status":"paid",
               "status_transitions":{"finalized_at":1763561586,"marked_uncollectible_at":null,"paid_at":1763561587,
               "voided_at":null},"subtotal":1000,"total":1000,"total_taxes":[]}}}
            """;

    private static final String PARENT =
            """
            "parent":{"quote_details":null,"subscription_details":{"metadata":{"reckon_intent":"pay_first"},
            "subscription":"sub_1"},"type":"subscription_details"},
            """;

    private static GatewayEvent read(String version, long cents, String currency, String belongsTo) {
        return StripeWebhook.read(new Delivery(
                Map.of(), SHAPE.formatted(version, cents, currency, belongsTo).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aMonthIsPaidByItsInvoiceForTheIntentThatBeganTheSubscription() {
        assertThat(read("2025-08-27.basil", 1000, "usd", PARENT))
                .isEqualTo(new GatewayEvent.CyclePaid(
                        new About("pay_first", "in_month2"),
                        "sub_1",
                        new Outcome.Paid("in_month2", new Cents(1000), Optional.empty()),
                        Instant.ofEpochSecond(1_763_561_590)));
    }

    @Test
    void anInvoiceOfNoSubscriptionDoesNotConcernUs() {
        assertThat(read("2025-08-27.basil", 1000, "usd", "\"parent\":null,"))
                .isEqualTo(new GatewayEvent.Other("invoice.paid without subscription"));
    }

    @Test
    void aMonthInTheShapeOfAnOldVersionIsNotPassedOver() {
        assertThat(
                        read(
                                "2024-06-20",
                                1000,
                                "usd",
                                "\"subscription\":\"sub_1\",\"subscription_details\":{\"metadata\":{\"reckon_intent\":\"pay_first\"}},"))
                .isEqualTo(
                        new GatewayEvent.Unreadable(
                                "invoice in_month2 is in the shape of API version 2024-06-20. Give the endpoint at Stripe version 2025-03-31.basil or later"));
    }

    @Test
    void aMonthInAnotherCurrencyIsNotTakenForDollars() {
        assertThat(read("2025-08-27.basil", 1000, "brl", PARENT))
                .isEqualTo(new GatewayEvent.Unreadable("payment in_month2: the currency is BRL; only USD is taken"));
    }
}
