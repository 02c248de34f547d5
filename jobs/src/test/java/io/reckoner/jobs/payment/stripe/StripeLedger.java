package io.reckoner.jobs.payment.stripe;

import com.stripe.model.Dispute;
import com.stripe.model.Invoice;
import com.stripe.model.InvoicePayment;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Stripe knows: payments, pages, refunds, disputes, subscriptions, and what is left of each payment. */
final class StripeLedger {
    /** Ids are never used again, as at Stripe. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Map<String, PaymentIntent> payments = new ConcurrentHashMap<>();
    private final Map<String, PaymentIntent> paymentsByIntent = new ConcurrentHashMap<>();
    private final Map<String, Session> pages = new ConcurrentHashMap<>();
    private final Map<String, Session> pagesByIntent = new ConcurrentHashMap<>();
    private final Map<String, Refund> refunds = new ConcurrentHashMap<>();
    private final Map<String, Invoice> invoices = new ConcurrentHashMap<>();
    /** What paid an invoice. */
    private final Map<String, String> paidBy = new ConcurrentHashMap<>();

    private final Map<String, Dispute> disputes = new ConcurrentHashMap<>();
    /** Payments that a customer's bank has taken back, and how much of each. */
    private final Map<String, Long> disputed = new ConcurrentHashMap<>();

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;

    StripeLedger(InstantSource clock) {
        this.clock = clock;
    }

    List<PaymentIntent> payments() {
        return List.copyOf(payments.values());
    }

    List<Session> pages() {
        return List.copyOf(pages.values());
    }

    List<Refund> refunds() {
        return List.copyOf(refunds.values());
    }

    Stream<PaymentIntent> succeeded() {
        return payments.values().stream().filter(payment -> "succeeded".equals(payment.getStatus()));
    }

    /** The payment made for an intent of ours. */
    Optional<PaymentIntent> paymentOf(String intent) {
        return Optional.ofNullable(paymentsByIntent.get(intent));
    }

    /** The page opened for an intent of ours. */
    Optional<Session> pageOf(String intent) {
        return Optional.ofNullable(pagesByIntent.get(intent));
    }

    /** A payment, page, refund or invoice by its id. */
    Optional<StripeObject> find(String id) {
        return Stream.<StripeObject>of(payments.get(id), pages.get(id), refunds.get(id), invoices.get(id))
                .filter(Objects::nonNull)
                .findFirst();
    }

    PaymentIntent pay(long cents, String intent) {
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

    static void succeed(PaymentIntent payment) {
        payment.setStatus("succeeded");
        payment.setAmountReceived(payment.getAmount());
    }

    /** A card is declined: on a page the payment is made by the customer's attempt. */
    PaymentIntent fail(String intent) {
        PaymentIntent payment = paymentOf(intent)
                .orElseGet(() -> pay(pageOf(intent).orElseThrow().getAmountTotal(), intent));
        if (pageOf(intent).isPresent()) {
            payment.setMetadata(Map.of("reckon_intent", intent, "reckon_page", "yes"));
        }
        StripeError error = new StripeError();
        error.setType("card_error");
        error.setCode("card_declined");
        error.setDeclineCode("insufficient_funds");
        error.setMessage("Your card has insufficient funds.");
        payment.setLastPaymentError(error);
        payment.setStatus("requires_payment_method");
        payment.setNextAction(null);
        return payment;
    }

    /** The customer leaves the page done, and its payment on its way. */
    Session leaveUnpaid(String intent) {
        Session page = pageOf(intent).orElseThrow();
        page.setStatus("complete");
        return page;
    }

    Session open(String intent, long cents, String currency) {
        Session page = new Session();
        page.setObject("checkout.session");
        page.setId("cs_test_" + NUMBERS.incrementAndGet());
        page.setClientReferenceId(intent);
        page.setCreated(clock.instant().getEpochSecond());
        page.setMode("payment");
        page.setAmountTotal(cents);
        page.setCurrency(currency);
        page.setPaymentStatus("unpaid");
        page.setStatus("open");
        page.setUrl("https://checkout.stripe.com/c/pay/" + page.getId());
        pages.put(page.getId(), page);
        pagesByIntent.put(intent, page);
        return page;
    }

    /** The customer pays on the page of an intent of ours. */
    void payOnPage(String intent) {
        Session page = pageOf(intent).orElseThrow();
        PaymentIntent payment = pay(page.getAmountTotal(), intent);
        succeed(payment);
        page.setPaymentIntent(payment.getId());
        page.setPaymentStatus("paid");
        page.setStatus("complete");
    }

    /** A month that Stripe renews by itself is paid. */
    void payInvoice(Invoice month) {
        PaymentIntent payment = pay(month.getAmountPaid(), "");
        succeed(payment);
        paidBy.put(month.getId(), payment.getId());
        month.setCreated(payment.getCreated());
        invoices.put(month.getId(), month);
    }

    List<Invoice> invoices() {
        return List.copyOf(invoices.values());
    }

    /** The payment that paid an invoice. */
    PaymentIntent payerOf(String invoice) {
        return payments.get(paidBy.get(invoice));
    }

    /** What paid which invoice, of one invoice or by one payment. */
    List<InvoicePayment> invoicePayments(@Nullable String invoice, @Nullable String payment) {
        return paidBy.entrySet().stream()
                .filter(paid -> invoice == null || invoice.equals(paid.getKey()))
                .filter(paid -> payment == null || payment.equals(paid.getValue()))
                .map(paid -> {
                    InvoicePayment.Payment by = new InvoicePayment.Payment();
                    by.setType("payment_intent");
                    by.setPaymentIntent(paid.getValue());
                    InvoicePayment one = new InvoicePayment();
                    one.setObject("invoice_payment");
                    one.setId("inpay_of_" + paid.getValue());
                    one.setInvoice(paid.getKey());
                    one.setPayment(by);
                    one.setStatus("paid");
                    return one;
                })
                .toList();
    }

    Refund refund(PaymentIntent payment, long cents, String intent) {
        Refund refund = new Refund();
        refund.setObject("refund");
        refund.setId("re_" + NUMBERS.incrementAndGet());
        refund.setAmount(cents);
        refund.setCurrency("usd");
        refund.setCreated(clock.instant().getEpochSecond());
        refund.setPaymentIntent(payment.getId());
        refund.setStatus("succeeded");
        refund.setMetadata(intent.isEmpty() ? Map.of() : Map.of("reckon_intent", intent));
        refunds.put(refund.getId(), refund);
        return refund;
    }

    /** A stage of a dispute: the money is the bank's until it is won. */
    Dispute dispute(PaymentIntent payment, String dispute, String status, long cents) {
        long about = disputed.getOrDefault(payment.getId(), cents);
        if (status.equals("won")) {
            disputed.remove(payment.getId());
        } else {
            disputed.putIfAbsent(payment.getId(), about);
        }
        Dispute stage = disputes.computeIfAbsent(dispute, this::opened);
        stage.setStatus(status);
        stage.setPaymentIntent(payment.getId());
        stage.setAmount(about);
        return stage;
    }

    private Dispute opened(String id) {
        Dispute opened = new Dispute();
        opened.setObject("dispute");
        opened.setId(id);
        opened.setCreated(clock.instant().getEpochSecond());
        opened.setCurrency("usd");
        opened.setMetadata(Map.of());
        return opened;
    }

    List<Dispute> disputes() {
        return List.copyOf(disputes.values());
    }

    boolean isDisputed(PaymentIntent payment) {
        return disputed.containsKey(payment.getId());
    }

    /** False where it has ended before. */
    boolean end(String subscription) {
        return ended.add(subscription);
    }

    Subscription subscription(String id) {
        Subscription subscription = new Subscription();
        subscription.setObject("subscription");
        subscription.setId(id);
        subscription.setStatus(ended.contains(id) ? "canceled" : "active");
        return subscription;
    }

    /** What is left of a payment, in cents: less refunds and disputes. */
    long left(PaymentIntent payment) {
        long refunded = refunds.values().stream()
                .filter(refund -> refund.getPaymentIntent().equals(payment.getId()))
                .filter(refund -> !"failed".equals(refund.getStatus()))
                .mapToLong(Refund::getAmount)
                .sum();
        return payment.getAmountReceived() - refunded - disputed.getOrDefault(payment.getId(), 0L);
    }

    /** What is left of each payment that was ever received. */
    Map<String, Long> left() {
        Map<String, Long> left = new TreeMap<>();
        succeeded().forEach(payment -> left.put(payment.getId(), left(payment)));
        return left;
    }
}
