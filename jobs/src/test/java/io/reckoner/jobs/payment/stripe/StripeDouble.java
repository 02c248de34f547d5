package io.reckoner.jobs.payment.stripe;

import com.stripe.model.HasId;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceCollection;
import com.stripe.model.InvoicePayment;
import com.stripe.model.InvoicePaymentCollection;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentIntentCollection;
import com.stripe.model.Refund;
import com.stripe.model.RefundCollection;
import com.stripe.model.StripeCollection;
import com.stripe.model.StripeError;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.model.checkout.SessionCollection;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayServer;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stripe, as far as we use it: its answers over HTTP, and what customers, their banks and people at its dashboard do.
 *
 * <p>Source: every body is made by the objects of com.stripe:stripe-java 32.1.0 ({@code toJson}). Idempotency keys and states:
 * docs.stripe.com/api/idempotent_requests and docs.stripe.com/payments/paymentintents/lifecycle.
 */
public final class StripeDouble extends GatewayServer {
    private final Map<String, String> answeredByKey = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final StripeLedger ledger;

    public StripeDouble() {
        this(InstantSource.system());
    }

    /** @param clock when payments are made and events signed */
    public StripeDouble(InstantSource clock) {
        this.clock = clock;
        this.ledger = new StripeLedger(clock);
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

    @Override
    protected boolean movesMoney(Request request) {
        return !request.method().equals("GET");
    }

    @Override
    protected Answer fault() {
        return error(500, "api_error", null, "An unknown error occurred");
    }

    @Override
    protected Answer answer(Request request, Mood mood) {
        return switch (request.method()) {
            case "DELETE" -> ended(idIn(request.path()));
            case "POST" -> once(request, mood);
            default -> get(request);
        };
    }

    private static String idIn(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Answer ended(String subscription) {
        return ledger.end(subscription) ? ok(ledger.subscription(subscription)) : missing(subscription);
    }

    /** A known key is answered as the first time; a decline is not kept. */
    private Answer once(Request request, Mood mood) {
        String key =
                Optional.ofNullable(request.headers().get("Idempotency-Key")).orElseThrow();
        String before = answeredByKey.get(key);
        if (before != null) {
            return new Answer(200, before);
        }
        Answer answer = post(request, mood);
        if (answer.status() == 200) {
            answeredByKey.put(key, answer.body());
        }
        return answer;
    }

    private Answer post(Request request, Mood mood) {
        Map<String, String> form = request.form();
        return switch (request.path()) {
            case "/v1/payment_intents" -> charge(form, mood);
            case "/v1/checkout/sessions" ->
                ok(ledger.open(
                        form.get("client_reference_id"),
                        Long.parseLong(form.get("line_items[0][price_data][unit_amount]")),
                        form.get("line_items[0][price_data][currency]")));
            case "/v1/refunds" -> refund(form);
            default -> close(request.path());
        };
    }

    /** Closes a page or a payment that is not done; Stripe refuses to close any other. */
    private Answer close(String path) {
        String[] parts = path.split("/");
        StripeObject object = ledger.find(parts[parts.length - 2]).orElseThrow();
        if (path.endsWith("/expire") && object instanceof Session page && "open".equals(page.getStatus())) {
            page.setStatus("expired");
            return ok(page);
        }
        if (path.endsWith("/cancel")
                && object instanceof PaymentIntent payment
                && "requires_action".equals(payment.getStatus())) {
            payment.setStatus("canceled");
            return ok(payment);
        }
        return error(400, "invalid_request_error", "resource_state", "This object cannot be closed.");
    }

    private Answer charge(Map<String, String> form, Mood mood) {
        if (mood == Mood.DECLINES) {
            StripeError error = new StripeError();
            error.setType("card_error");
            error.setCode("card_declined");
            error.setDeclineCode("insufficient_funds");
            error.setMessage("Your card has insufficient funds.");
            return error(402, error);
        }
        PaymentIntent payment = ledger.pay(Long.parseLong(form.get("amount")), form.get("metadata[reckon_intent]"));
        payment.setCustomer(form.get("customer"));
        if (mood == Mood.DEMANDS_3DS) {
            PaymentIntent.NextAction.RedirectToUrl redirect = new PaymentIntent.NextAction.RedirectToUrl();
            redirect.setUrl("https://hooks.stripe.com/3d_secure_2/test");
            PaymentIntent.NextAction action = new PaymentIntent.NextAction();
            action.setType("redirect_to_url");
            action.setRedirectToUrl(redirect);
            payment.setNextAction(action);
            payment.setStatus("requires_action");
        } else {
            StripeLedger.succeed(payment);
        }
        return ok(payment);
    }

    /** What is gone, or what a customer's bank has taken, cannot be sent back as well. */
    private Answer refund(Map<String, String> form) {
        PaymentIntent payment =
                (PaymentIntent) ledger.find(form.get("payment_intent")).orElseThrow();
        long cents = Long.parseLong(form.get("amount"));
        if (cents <= ledger.left(payment)) {
            return ok(ledger.refund(payment, cents, form.get("metadata[reckon_intent]")));
        }
        return error(
                400,
                "invalid_request_error",
                ledger.isDisputed(payment) ? "charge_disputed" : "charge_already_refunded",
                "Of " + payment.getId() + " less than that is left.");
    }

    private Answer get(Request request) {
        String path = request.path();
        Map<String, String> form = request.form();
        String id = idIn(path);
        return switch (path) {
            case "/v1/payment_intents" ->
                list(
                        request,
                        new PaymentIntentCollection(),
                        ledger.payments().stream()
                                .filter(each -> form.getOrDefault("customer", each.getCustomer() + "")
                                        .equals(each.getCustomer() + ""))
                                .toList(),
                        PaymentIntent::getCreated);
            case "/v1/checkout/sessions" -> list(request, new SessionCollection(), ledger.pages(), Session::getCreated);
            case "/v1/refunds" ->
                list(
                        request,
                        new RefundCollection(),
                        ledger.refunds().stream()
                                .filter(each -> form.getOrDefault("payment_intent", each.getPaymentIntent())
                                        .equals(each.getPaymentIntent()))
                                .toList(),
                        Refund::getCreated);
            case "/v1/invoices" -> list(request, new InvoiceCollection(), ledger.invoices(), Invoice::getCreated);
            case "/v1/invoice_payments" ->
                list(
                        request,
                        new InvoicePaymentCollection(),
                        ledger.invoicePayments(form.get("invoice"), form.get("payment[payment_intent]")),
                        InvoicePayment::getCreated);
            default ->
                path.startsWith("/v1/subscriptions/")
                        ? ok(ledger.subscription(id))
                        : ledger.find(id).map(StripeDouble::ok).orElseGet(() -> missing(id));
        };
    }

    /** One page of a list, newest first: what was made within the times asked for, after the object asked for. */
    private static <T extends HasId> Answer list(
            Request request, StripeCollection<T> page, List<T> objects, Function<T, @Nullable Long> created) {
        Map<String, String> form = request.form();
        long from = Long.parseLong(form.getOrDefault("created[gte]", "0"));
        long until = Long.parseLong(form.getOrDefault("created[lte]", "" + Long.MAX_VALUE));
        int limit = Integer.parseInt(form.getOrDefault("limit", "10"));
        List<T> all = objects.stream()
                .filter(each -> {
                    Long at = created.apply(each);
                    return at == null || at >= from && at <= until;
                })
                .sorted(Comparator.comparing(HasId::getId).reversed())
                .toList();
        int first = all.stream().map(HasId::getId).toList().indexOf(form.getOrDefault("starting_after", "")) + 1;
        page.setObject("list");
        page.setUrl(request.path());
        page.setHasMore(all.size() > first + limit);
        page.setData(all.stream().skip(first).limit(limit).toList());
        return ok(page);
    }

    private static Answer missing(String id) {
        return error(404, "invalid_request_error", "resource_missing", "No such object: '" + id + "'");
    }

    private static Answer ok(StripeObject object) {
        return new Answer(200, object.toJson());
    }

    private static Answer error(int status, String type, @Nullable String code, String message) {
        StripeError error = new StripeError();
        error.setType(type);
        error.setCode(code);
        error.setMessage(message);
        return error(status, error);
    }

    private static Answer error(int status, StripeError error) {
        return new Answer(status, "{\"error\":" + error.toJson() + "}");
    }
}
