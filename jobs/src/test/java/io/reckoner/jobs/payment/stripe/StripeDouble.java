package io.reckoner.jobs.payment.stripe;

import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayServer;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.settings.Secret;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stripe, as far as we use it: what customers, their banks and people at its dashboard do, and what it tells of that by webhook. Its
 * answers over HTTP are those of {@link StripeEndpoints}.
 *
 * <p>Source: every body is made by the objects of com.stripe:stripe-java 32.1.0 ({@code toJson}). Idempotency keys and states:
 * docs.stripe.com/api/idempotent_requests and docs.stripe.com/payments/paymentintents/lifecycle.
 */
public final class StripeDouble extends GatewayServer {
    private final InstantSource clock;
    private final StripeLedger ledger;
    private final StripeEndpoints endpoints;
    private volatile boolean forbidsDisputes;

    public StripeDouble() {
        this(InstantSource.system());
    }

    /** @param clock when payments are made and events signed */
    public StripeDouble(InstantSource clock) {
        this.clock = clock;
        this.ledger = new StripeLedger(clock);
        this.endpoints = new StripeEndpoints(ledger);
    }

    /** What is left with the operator of each payment that was ever received, in cents: less refunds and disputes. */
    public Map<String, Long> left() {
        return ledger.left();
    }

    /** What is left of the payment of an intent of ours, in cents. */
    public long left(String intent) {
        return ledger.left(payment(intent));
    }

    /** Intents of ours that the customer has paid, once for each payment. */
    public List<String> paidIntents() {
        return ledger.succeeded()
                .map(payment -> payment.getMetadata().get("reckon_intent"))
                .toList();
    }

    /** What customers have paid so far, in cents. */
    public long received() {
        return ledger.succeeded().mapToLong(PaymentIntent::getAmountReceived).sum();
    }

    /** What was sent back so far, in cents. */
    public long sentBack() {
        return ledger.refunds().stream().mapToLong(Refund::getAmount).sum();
    }

    /** How many payments there are, paid or not. */
    public int payments() {
        return ledger.payments().size();
    }

    /** The payment made for an intent of ours. */
    public PaymentIntent payment(String intent) {
        return ledger.paymentOf(intent).orElseThrow();
    }

    /** How the payment, or the page, of an intent of ours stands; empty where Stripe has never heard of it. */
    public String statusOf(String intent) {
        return ledger.paymentOf(intent)
                .map(PaymentIntent::getStatus)
                .or(() -> ledger.pageOf(intent).map(Session::getStatus))
                .orElse("");
    }

    /** The customer pays on the page that was opened for an intent of ours. */
    public void customerPays(String intent) {
        ledger.payOnPage(intent);
    }

    /** The customer proves to the bank who he is. */
    public void customerProves(String intent) {
        StripeLedger.succeed(payment(intent));
    }

    /** The customer's bank declines the payment of an intent of ours, on a page or off. */
    public Delivery paymentFails(String intent) {
        return told("payment_intent.payment_failed", ledger.fail(intent));
    }

    /** The customer is done with the page, and pays by a method whose money comes days later. */
    public Delivery pageIsDoneUnpaid(String intent) {
        return told("checkout.session.completed", ledger.leaveUnpaid(intent));
    }

    /** That money does not come. */
    public Delivery laterPaymentFails(String intent) {
        return told(
                "checkout.session.async_payment_failed", ledger.pageOf(intent).orElseThrow());
    }

    /** That money comes. */
    public Delivery laterPaymentSucceeds(String intent) {
        ledger.payOnPage(intent);
        return told(
                "checkout.session.async_payment_succeeded",
                ledger.pageOf(intent).orElseThrow());
    }

    /** A subscription ends at Stripe, by the customer or in its dashboard; {@code intent} is that of its first month. */
    public Delivery subscriptionDeleted(String subscription, String intent) {
        ledger.end(subscription);
        Subscription ended = ledger.subscription(subscription);
        ended.setMetadata(Map.of("reckon_intent", intent));
        return told("customer.subscription.deleted", ended);
    }

    /** The page of an intent of ours runs out. */
    public void pageExpires(String intent) {
        ledger.pageOf(intent).ifPresent(page -> page.setStatus("expired"));
    }

    public Delivery event(String type, String intent) {
        return told(type, payment(intent));
    }

    public Delivery sessionEvent(String type, String intent) {
        return told(type, ledger.pageOf(intent).orElseThrow());
    }

    /** A payment made in Stripe's dashboard, with our metadata, or without where there is no intent; returns Stripe's id of it. */
    public String paidAtDashboard(String intent, long cents) {
        PaymentIntent payment = ledger.pay(cents, intent);
        StripeLedger.succeed(payment);
        return payment.getId();
    }

    /** A refund made in Stripe's dashboard, without our metadata. */
    public Delivery refundedByHand(String intent, long cents) {
        return told("refund.created", ledger.refund(payment(intent), cents, ""));
    }

    /** A dispute over all that is left of a payment; the money is the bank's until it is won. */
    public Delivery dispute(String type, String intent, String dispute, String status) {
        return dispute(type, intent, dispute, status, left(intent));
    }

    /** A dispute over a part of a payment. */
    public Delivery dispute(String type, String intent, String dispute, String status, long cents) {
        return told(type, ledger.dispute(payment(intent), dispute, status, cents));
    }

    /** Its refunds and disputes name no time any more. */
    public void forgetsTimes() {
        ledger.refunds().forEach(each -> each.setCreated(null));
        ledger.disputes().forEach(each -> each.setCreated(null));
    }

    /** A month of a subscription that Stripe renews: paid by a payment intent of its own, told by its invoice. */
    public Delivery invoicePaid(String intent, String subscription, String invoice, long cents) {
        Invoice month = StripeWebhooks.paidMonth(invoice, subscription, intent, cents);
        ledger.payInvoice(month);
        return told("invoice.paid", month);
    }

    /** The payment intent of such a month, which names no intent of ours. */
    public Delivery monthPaid(String invoice) {
        return told("payment_intent.succeeded", ledger.payerOf(invoice));
    }

    /** A month that is sent back in Stripe's dashboard, told by its payment intent. */
    public Delivery monthRefunded(String invoice, long cents) {
        return told("refund.created", ledger.refund(ledger.payerOf(invoice), cents, ""));
    }

    /** A month, or a part of it, that is disputed, told by its payment intent. */
    public Delivery monthDisputed(String invoice, String dispute, long cents) {
        return told(
                "charge.dispute.created", ledger.dispute(ledger.payerOf(invoice), dispute, "needs_response", cents));
    }

    /** The customer pays once more for an intent of ours, by another payment. */
    public Delivery paidAgain(String intent, long cents) {
        PaymentIntent again = ledger.pay(cents, intent);
        StripeLedger.succeed(again);
        return told("payment_intent.succeeded", again);
    }

    /** A refund could not be made: every event that Stripe tells it by. */
    public List<Delivery> refundFails(String refund) {
        Refund failed = (Refund) ledger.find(refund).orElseThrow();
        failed.setStatus("failed");
        failed.setFailureReason("lost_or_stolen_card");
        return Stream.of("refund.updated", "refund.failed", "charge.refund.updated")
                .map(type -> told(type, failed))
                .toList();
    }

    /** A refund is made. */
    public Delivery refundSucceeds(String refund) {
        return told("refund.updated", ledger.find(refund).orElseThrow());
    }

    /** The newest refund, by its id. */
    public String newestRefund() {
        return ledger.refunds().stream()
                .map(Refund::getId)
                .max(Comparator.comparingInt(id -> Integer.parseInt(id.substring("re_".length()))))
                .orElseThrow();
    }

    private Delivery told(String type, StripeObject object) {
        return StripeWebhooks.signed(type, object, clock.instant(), StripeWebhooks.SECRET);
    }

    /** The same bytes, signed when they are sent: each attempt has a signature of its own. */
    public Delivery sentNow(Delivery told) {
        return StripeWebhooks.signed(told.body(), clock.instant(), StripeWebhooks.SECRET);
    }

    /** The key is restricted, and may not read disputes from here on. */
    public void forbidDisputes() {
        forbidsDisputes = true;
    }

    /** The key is given what it lacked. */
    public void allowDisputes() {
        forbidsDisputes = false;
    }

    @Override
    public PaymentGateway gateway(PaymentSettings settings) {
        return new StripeGateway(
                new StripeSettings(
                        Optional.of(new Secret("sk_test_double")),
                        Optional.of(new Secret(StripeWebhooks.SECRET)),
                        50,
                        url()),
                settings);
    }

    @Override
    protected boolean movesMoney(Request request) {
        return !request.method().equals("GET");
    }

    @Override
    protected Answer fault() {
        return StripeEndpoints.fault();
    }

    @Override
    protected Answer answer(Request request, Mood mood) {
        return forbidsDisputes && request.path().equals("/v1/disputes")
                ? StripeEndpoints.forbidden("rak_dispute_read")
                : endpoints.answer(request, mood);
    }
}
