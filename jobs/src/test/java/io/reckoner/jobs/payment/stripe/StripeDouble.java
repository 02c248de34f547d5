package io.reckoner.jobs.payment.stripe;

import com.stripe.Stripe;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.InvoicePayment;
import com.stripe.model.InvoicePaymentCollection;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentIntentCollection;
import com.stripe.model.Refund;
import com.stripe.model.RefundCollection;
import com.stripe.model.StripeError;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.model.checkout.SessionCollection;
import com.stripe.net.ApiResource;
import com.stripe.net.Webhook;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayServer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stripe, as far as we use it.
 *
 * <p>Source: every body is made by the objects of com.stripe:stripe-java 32.1.0 ({@code toJson}), every signature by its
 * {@code Webhook.Util.computeHmacSha256} over {@code timestamp.payload}, as the scheme {@code v1} is documented at
 * docs.stripe.com/webhooks. Idempotency keys and states: docs.stripe.com/api/idempotent_requests and
 * docs.stripe.com/payments/paymentintents/lifecycle.
 */
public final class StripeDouble extends GatewayServer {
    public static final String SECRET = "whsec_double";

    private final Map<String, PaymentIntent> payments = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Refund> refunds = new ConcurrentHashMap<>();
    private final Map<String, String> paidBy = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Map<String, String> answeredByKey = new ConcurrentHashMap<>();
    /** Ids are never used again, as at Stripe. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Map<String, PaymentIntent> paymentsByIntent = new ConcurrentHashMap<>();
    /** Payments that a customer's bank has taken back, and how much of each. */
    private final Map<String, Long> disputed = new ConcurrentHashMap<>();

    private final InstantSource clock;

    public StripeDouble() {
        this(InstantSource.system());
    }

    /** @param clock when payments are made and events signed */
    public StripeDouble(InstantSource clock) {
        this.clock = clock;
    }

    /** What is left with the operator of each payment that was ever received, in cents: less refunds and disputes. */
    public Map<String, Long> left() {
        Map<String, Long> left = new TreeMap<>();
        payments.values().stream()
                .filter(payment -> "succeeded".equals(payment.getStatus()))
                .forEach(payment -> left.put(payment.getId(), payment.getAmountReceived()));
        refunds.values().forEach(refund -> left.merge(refund.getPaymentIntent(), -refund.getAmount(), Long::sum));
        disputed.forEach((payment, cents) -> left.merge(payment, -cents, Long::sum));
        return left;
    }

    /** Intents of ours that the customer has paid, once for each payment. */
    public List<String> paidIntents() {
        return payments.values().stream()
                .filter(payment -> "succeeded".equals(payment.getStatus()))
                .map(payment -> payment.getMetadata().get("reckon_intent"))
                .toList();
    }

    /** What customers have paid so far, in cents. */
    public long received() {
        return payments.values().stream()
                .filter(payment -> "succeeded".equals(payment.getStatus()))
                .mapToLong(PaymentIntent::getAmountReceived)
                .sum();
    }

    /** How many payments there are, paid or not. */
    public int payments() {
        return payments.size();
    }

    /** The payment made for an intent of ours. */
    public PaymentIntent payment(String intent) {
        return Optional.ofNullable(paymentsByIntent.get(intent)).orElseThrow();
    }

    /** The customer pays on the page that was opened for an intent of ours. */
    public void customerPays(String intent) {
        Session session = sessions.values().stream()
                .filter(each -> intent.equals(each.getClientReferenceId()))
                .findFirst()
                .orElseThrow();
        PaymentIntent payment = payment(session.getAmountTotal(), intent);
        succeed(payment);
        session.setPaymentIntent(payment.getId());
        session.setPaymentStatus("paid");
        session.setStatus("complete");
    }

    /** The page of an intent of ours runs out. */
    public void pageExpires(String intent) {
        sessions.values().stream()
                .filter(each -> intent.equals(each.getClientReferenceId()))
                .forEach(each -> each.setStatus("expired"));
    }

    public Delivery event(String type, String intent) {
        return signed(type, payment(intent), clock.instant(), SECRET);
    }

    public Delivery sessionEvent(String type, String intent) {
        return signed(
                type,
                sessions.values().stream()
                        .filter(each -> intent.equals(each.getClientReferenceId()))
                        .findFirst()
                        .orElseThrow(),
                clock.instant(),
                SECRET);
    }

    /** A refund made in Stripe's dashboard, without our metadata. */
    public Delivery refundedByHand(String intent, long cents) {
        return signed("refund.created", refund(payment(intent), cents, ""), clock.instant(), SECRET);
    }

    /** A dispute over all that is left of a payment; the money is the bank's until it is won. */
    public Delivery dispute(String type, String intent, String dispute, String status) {
        return dispute(type, intent, dispute, status, left(payment(intent)));
    }

    /** A dispute over a part of a payment. */
    public Delivery dispute(String type, String intent, String dispute, String status, long cents) {
        PaymentIntent payment = payment(intent);
        long about = disputed.getOrDefault(payment.getId(), cents);
        if (status.equals("won")) {
            disputed.remove(payment.getId());
        } else if (!disputed.containsKey(payment.getId())) {
            disputed.put(payment.getId(), about);
        }
        Dispute object = new Dispute();
        object.setObject("dispute");
        object.setId(dispute);
        object.setStatus(status);
        object.setPaymentIntent(payment(intent).getId());
        object.setAmount(about);
        object.setCurrency("usd");
        return signed(type, object, clock.instant(), SECRET);
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
        String body = event.toJson();
        return new Delivery(
                Map.of("stripe-signature", signature(body, at, secret), "content-type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same bytes, signed when they are sent: each attempt has a signature of its own. */
    public Delivery sentNow(Delivery told) {
        String body = new String(told.body(), StandardCharsets.UTF_8);
        return new Delivery(
                Map.of(
                        "stripe-signature",
                        signature(body, clock.instant(), SECRET),
                        "content-type",
                        "application/json"),
                told.body());
    }

    static String signature(String body, Instant at, String secret) {
        try {
            return "t=" + at.getEpochSecond() + ",v1="
                    + Webhook.Util.computeHmacSha256(secret, at.getEpochSecond() + "." + body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected boolean movesMoney(Request request) {
        return !request.method().equals("GET");
    }

    @Override
    protected Answer fault() {
        StripeError error = new StripeError();
        error.setType("api_error");
        error.setMessage("An unknown error occurred");
        return error(500, error);
    }

    @Override
    protected Answer answer(Request request, Mood mood) {
        if (request.method().equals("DELETE")) {
            return ended.add(idIn(request.path()))
                    ? ok(subscription(idIn(request.path())))
                    : missing(idIn(request.path()));
        }
        if (request.method().equals("POST")) {
            String key = Optional.ofNullable(request.headers().get("Idempotency-Key"))
                    .orElseThrow();
            // A known key is answered as the first time; a decline is not kept.
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
        return get(request);
    }

    private static String idIn(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Subscription subscription(String id) {
        Subscription subscription = new Subscription();
        subscription.setObject("subscription");
        subscription.setId(id);
        subscription.setStatus(ended.contains(id) ? "canceled" : "active");
        return subscription;
    }

    /** A month of a subscription that Stripe renews: paid by a payment intent of its own, told by its invoice. */
    public Delivery invoicePaid(String intent, String subscription, String invoice, long cents) {
        PaymentIntent payment = payment(cents, "");
        succeed(payment);
        paidBy.put(invoice, payment.getId());
        Invoice object = new Invoice();
        object.setObject("invoice");
        object.setId(invoice);
        object.setAmountPaid(cents);
        object.setCurrency("usd");
        object.setStatus("paid");
        Invoice.Parent.SubscriptionDetails details = new Invoice.Parent.SubscriptionDetails();
        details.setSubscription(subscription);
        details.setMetadata(Map.of("reckon_intent", intent));
        Invoice.Parent parent = new Invoice.Parent();
        parent.setType("subscription_details");
        parent.setSubscriptionDetails(details);
        object.setParent(parent);
        return signed("invoice.paid", object, clock.instant(), SECRET);
    }

    /** What was sent back so far, in cents. */
    public long sentBack() {
        return refunds.values().stream().mapToLong(Refund::getAmount).sum();
    }

    private Answer post(Request request, Mood mood) {
        Map<String, String> form = request.form();
        return switch (request.path()) {
            case "/v1/payment_intents" -> charge(form, mood);
            case "/v1/checkout/sessions" -> page(form);
            case "/v1/refunds" -> {
                PaymentIntent payment = payments.get(form.get("payment_intent"));
                long cents = Long.parseLong(form.get("amount"));
                yield cents <= left(payment)
                        ? ok(refund(payment, cents, form.get("metadata[reckon_intent]")))
                        : tooMuch(payment);
            }
            default -> throw new IllegalStateException("no POST " + request.path());
        };
    }

    /** What a customer's bank has taken cannot be sent back as well. */
    private Answer tooMuch(PaymentIntent payment) {
        StripeError error = new StripeError();
        error.setType("invalid_request_error");
        error.setCode(disputed.containsKey(payment.getId()) ? "charge_disputed" : "charge_already_refunded");
        error.setMessage("Of " + payment.getId() + " less than that is left.");
        return error(400, error);
    }

    private long left(PaymentIntent payment) {
        long refunded = refunds.values().stream()
                .filter(refund -> refund.getPaymentIntent().equals(payment.getId()))
                .mapToLong(Refund::getAmount)
                .sum();
        return payment.getAmountReceived() - refunded - disputed.getOrDefault(payment.getId(), 0L);
    }

    /** How the payment, or the page, of an intent of ours stands; empty where Stripe has never heard of it. */
    public String statusOf(String intent) {
        return Optional.ofNullable(paymentsByIntent.get(intent))
                .map(PaymentIntent::getStatus)
                .or(() -> sessions.values().stream()
                        .filter(each -> intent.equals(each.getClientReferenceId()))
                        .map(Session::getStatus)
                        .findFirst())
                .orElse("");
    }

    /** What is left of the payment of an intent of ours, in cents. */
    public long left(String intent) {
        return left(payment(intent));
    }

    private Answer get(Request request) {
        String path = request.path();
        Map<String, String> form = request.form();
        if (path.equals("/v1/payment_intents")) {
            PaymentIntentCollection all = new PaymentIntentCollection();
            all.setObject("list");
            all.setUrl(path);
            all.setHasMore(false);
            all.setData(payments.values().stream()
                    .filter(each -> form.get("customer").equals(each.getCustomer()))
                    .toList());
            return new Answer(200, all.toJson());
        }
        if (path.equals("/v1/checkout/sessions")) {
            SessionCollection all = new SessionCollection();
            all.setObject("list");
            all.setUrl(path);
            all.setHasMore(false);
            all.setData(List.copyOf(sessions.values()));
            return new Answer(200, all.toJson());
        }
        if (path.equals("/v1/refunds")) {
            RefundCollection all = new RefundCollection();
            all.setObject("list");
            all.setUrl(path);
            all.setHasMore(false);
            all.setData(List.copyOf(refunds.values()));
            return new Answer(200, all.toJson());
        }
        if (path.equals("/v1/invoice_payments")) {
            return new Answer(200, invoicePayments(form.get("invoice")).toJson());
        }
        String id = idIn(path);
        if (path.startsWith("/v1/subscriptions/")) {
            return ok(subscription(id));
        }
        if (payments.containsKey(id)) {
            return ok(payments.get(id));
        }
        if (sessions.containsKey(id)) {
            return ok(sessions.get(id));
        }
        if (refunds.containsKey(id)) {
            return ok(refunds.get(id));
        }
        return missing(id);
    }

    private InvoicePaymentCollection invoicePayments(String invoice) {
        InvoicePaymentCollection all = new InvoicePaymentCollection();
        all.setObject("list");
        all.setUrl("/v1/invoice_payments");
        all.setHasMore(false);
        all.setData(Optional.ofNullable(paidBy.get(invoice)).stream()
                .map(payment -> {
                    InvoicePayment.Payment by = new InvoicePayment.Payment();
                    by.setType("payment_intent");
                    by.setPaymentIntent(payment);
                    InvoicePayment one = new InvoicePayment();
                    one.setObject("invoice_payment");
                    one.setInvoice(invoice);
                    one.setPayment(by);
                    one.setStatus("paid");
                    return one;
                })
                .toList());
        return all;
    }

    private static Answer missing(String id) {
        StripeError error = new StripeError();
        error.setType("invalid_request_error");
        error.setCode("resource_missing");
        error.setMessage("No such object: '" + id + "'");
        return error(404, error);
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
        PaymentIntent payment = payment(Long.parseLong(form.get("amount")), form.get("metadata[reckon_intent]"));
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
            succeed(payment);
        }
        return ok(payment);
    }

    /** The customer proves to the bank who he is. */
    public void customerProves(String intent) {
        succeed(payment(intent));
    }

    private Answer page(Map<String, String> form) {
        Session session = new Session();
        session.setObject("checkout.session");
        session.setId("cs_test_" + NUMBERS.incrementAndGet());
        session.setClientReferenceId(form.get("client_reference_id"));
        session.setMode("payment");
        session.setAmountTotal(Long.parseLong(form.get("line_items[0][price_data][unit_amount]")));
        session.setCurrency(form.get("line_items[0][price_data][currency]"));
        session.setPaymentStatus("unpaid");
        session.setStatus("open");
        session.setUrl("https://checkout.stripe.com/c/pay/" + session.getId());
        sessions.put(session.getId(), session);
        return ok(session);
    }

    private PaymentIntent payment(long cents, String intent) {
        PaymentIntent payment = new PaymentIntent();
        payment.setObject("payment_intent");
        payment.setId("pi_" + NUMBERS.incrementAndGet());
        payment.setAmount(cents);
        payment.setAmountReceived(0L);
        payment.setCurrency("usd");
        payment.setCreated(clock.instant().getEpochSecond());
        payment.setMetadata(Map.of("reckon_intent", intent));
        payments.put(payment.getId(), payment);
        paymentsByIntent.put(intent, payment);
        return payment;
    }

    private static void succeed(PaymentIntent payment) {
        payment.setStatus("succeeded");
        payment.setAmountReceived(payment.getAmount());
    }

    private Refund refund(PaymentIntent payment, long cents, String intent) {
        Refund refund = new Refund();
        refund.setObject("refund");
        refund.setId("re_" + NUMBERS.incrementAndGet());
        refund.setAmount(cents);
        refund.setCurrency("usd");
        refund.setPaymentIntent(payment.getId());
        refund.setStatus("succeeded");
        refund.setMetadata(intent.isEmpty() ? Map.of() : Map.of("reckon_intent", intent));
        refunds.put(refund.getId(), refund);
        return refund;
    }

    private static Answer ok(StripeObject object) {
        return new Answer(200, object.toJson());
    }

    private static Answer error(int status, StripeError error) {
        return new Answer(status, "{\"error\":" + error.toJson() + "}");
    }
}
