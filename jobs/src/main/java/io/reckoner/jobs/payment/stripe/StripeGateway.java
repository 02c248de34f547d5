package io.reckoner.jobs.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayHttp;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Intent;
import io.reckoner.jobs.payment.Listing;
import io.reckoner.jobs.payment.LookUp;
import io.reckoner.jobs.payment.Means;
import io.reckoner.jobs.payment.NoAnswer;
import io.reckoner.jobs.payment.Outcome;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.payment.Verdict;
import io.reckoner.jobs.settings.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stripe: stored cards by payment intents, one-off payments by checkout sessions. The intent's id is the idempotency key of
 * every request and stands in the metadata of everything it makes, where look-ups and webhooks find it again.
 *
 * <p>The library must never try a request again by itself: whether to ask again is not its decision.
 */
public final class StripeGateway implements PaymentGateway {
    /** The place of our intent's id in the metadata of Stripe's objects. */
    static final String INTENT = "reckon_intent";

    /** Marks payments made on a page: one that fails there is not the end, the customer may try another card. */
    static final String PAGE = "reckon_page";

    private static final int MOST_INVOICES = 10_000;

    private final StripeSettings settings;
    private final String returnUrl;
    private final StripeClient client;
    private final StripeLookUp lookUp;
    private final StripeList list;
    /** What Stripe has said already: a webhook that waits is not asked about each time. */
    private final Map<String, Optional<String>> invoices = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > MOST_INVOICES;
        }
    });

    public StripeGateway(StripeSettings settings, PaymentSettings payment) {
        this.settings = settings;
        this.returnUrl = payment.returnUrl().orElse("");
        this.client = StripeClient.builder()
                .setApiKey(settings.apiKey().map(Secret::reveal).orElseThrow())
                .setApiBase(settings.url())
                .setMaxNetworkRetries(0)
                .setHttpClient(new StripeTransport(new GatewayHttp(payment.timeout())))
                .build();
        this.lookUp = new StripeLookUp(client);
        this.list = new StripeList(client);
    }

    @Override
    public GatewayName name() {
        return GatewayName.STRIPE;
    }

    @Override
    public Cents minimum() {
        return new Cents(settings.minimumCents());
    }

    @Override
    public Outcome charge(Intent intent) {
        try {
            return switch (intent.means()) {
                case Means.StoredMethod stored -> StripeAnswer.of(chargeStored(intent, stored));
                case Means.CheckoutPage page -> StripeAnswer.of(openPage(intent));
                case Means.RefundOf refund -> throw noCharge(intent);
                case Means.CancelOf cancel -> throw noCharge(intent);
            };
        } catch (StripeException fault) {
            return StripeAnswer.of(fault);
        }
    }

    @Override
    public Outcome refund(Intent intent) {
        if (!(intent.means() instanceof Means.RefundOf of)) {
            throw new IllegalStateException(intent.id() + " is no refund");
        }
        Optional<String> payment;
        try {
            payment = StripeInvoice.paymentIntent(client, of.payment());
        } catch (StripeException fault) {
            return new Outcome.Declined("nothing was asked for, Stripe did not say what paid " + of.payment() + ": "
                    + StripeAnswer.words(fault));
        }
        if (payment.isEmpty()) {
            return new Outcome.Declined("Stripe knows no payment of invoice " + of.payment());
        }
        try {
            Refund refund = client.v1()
                    .refunds()
                    .create(
                            RefundCreateParams.builder()
                                    .setPaymentIntent(payment.get())
                                    .setAmount(intent.cents().count())
                                    .putMetadata(INTENT, intent.id())
                                    .build(),
                            options(intent));
            return StripeAnswer.of(refund);
        } catch (StripeException fault) {
            return StripeAnswer.of(fault);
        }
    }

    @Override
    public Outcome cancel(Intent intent) {
        if (!(intent.means() instanceof Means.CancelOf of)) {
            throw new IllegalStateException(intent.id() + " ends no subscription");
        }
        try {
            Subscription ended = client.v1().subscriptions().cancel(of.subscription(), options(intent));
            return StripeAnswer.of(ended);
        } catch (StripeException fault) {
            return StripeAnswer.of(fault);
        }
    }

    @Override
    public LookUp lookUp(Intent intent, Optional<String> reference) {
        return lookUp.ask(intent, reference);
    }

    @Override
    public Listing list(Instant since) {
        return list.since(since);
    }

    @Override
    public Listing listDisputes(Instant since) {
        return list.disputesSince(since);
    }

    /** Stripe refuses to close what is paid or closed: whatever it answers, it is asked how the charge stands. */
    @Override
    public LookUp close(Intent intent, Optional<String> reference) {
        try {
            if (reference.filter(id -> id.startsWith("cs_")).isPresent()) {
                client.v1().checkout().sessions().expire(reference.get());
            } else if (reference.filter(id -> id.startsWith("pi_")).isPresent()) {
                client.v1().paymentIntents().cancel(reference.get());
            }
        } catch (StripeException paidOrClosed) {
            // It says so below.
        }
        return lookUp.ask(intent, reference);
    }

    /** Months that Stripe renews are known by their invoice; refunds and disputes name the payment intent that paid it. */
    @Override
    public Optional<String> otherName(String payment) {
        Optional<String> known = invoices.get(payment);
        if (known == null) {
            try {
                known = StripeInvoice.paidBy(client, payment);
            } catch (StripeException fault) {
                String words = "Stripe did not say which invoice " + payment + " paid: " + StripeAnswer.words(fault);
                throw StripeAnswer.isAbout(fault) ? new IllegalStateException(words, fault) : new NoAnswer(words);
            }
            invoices.put(payment, known);
        }
        return known;
    }

    @Override
    public Verdict verify(Delivery delivery, Instant now, Duration tolerance) {
        return StripeWebhook.verify(delivery, settings.webhookSecret().map(Secret::reveal), now, tolerance);
    }

    @Override
    public GatewayEvent read(Delivery delivery) {
        return StripeWebhook.read(delivery);
    }

    private PaymentIntent chargeStored(Intent intent, Means.StoredMethod stored) throws StripeException {
        PaymentIntentCreateParams.Builder params = PaymentIntentCreateParams.builder()
                .setAmount(intent.cents().count())
                .setCurrency("usd")
                .setCustomer(stored.customer())
                .setPaymentMethod(stored.method())
                .setConfirm(true)
                .setOffSession(isOffSession(intent))
                .setDescription(intent.description())
                .putMetadata(INTENT, intent.id());
        if (!returnUrl.isEmpty()) {
            params.setReturnUrl(returnUrl);
        }
        return client.v1().paymentIntents().create(params.build(), options(intent));
    }

    private Session openPage(Intent intent) throws StripeException {
        SessionCreateParams.Builder params = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setClientReferenceId(intent.id())
                .putMetadata(INTENT, intent.id())
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata(INTENT, intent.id())
                        .putMetadata(PAGE, "yes")
                        .setDescription(intent.description())
                        .build())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(intent.cents().count())
                                .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName(intent.description())
                                        .build())
                                .build())
                        .build());
        if (!returnUrl.isEmpty()) {
            params.setSuccessUrl(returnUrl);
        }
        return client.v1().checkout().sessions().create(params.build(), options(intent));
    }

    /** Whether the customer is away: then nobody could prove to the bank who he is, and Stripe declines instead of asking. */
    private static boolean isOffSession(Intent intent) {
        return switch (intent.purpose()) {
            case AUTO_TOP_UP, PLAN_CYCLE -> true;
            case TOP_UP, PLAN_SWITCH -> false;
        };
    }

    private static RequestOptions options(Intent intent) {
        return RequestOptions.builder().setIdempotencyKey(intent.id()).build();
    }

    private static IllegalStateException noCharge(Intent intent) {
        return new IllegalStateException(intent.id() + " is no charge");
    }
}
