package io.reckoner.jobs.payment.creem;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayHttp;
import io.reckoner.jobs.payment.GatewayJson;
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
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Creem: checkout pages for products, and subscriptions that Creem renews. The intent's id is the {@code request_id} of the
 * checkout and stands in its metadata, from where Creem copies it to the subscription.
 *
 * <p>Opening a page moves no money, and a page whose address never reached us can be paid by nobody: an open page that was
 * lost is as good as none.
 */
public final class CreemGateway implements PaymentGateway {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;

    private final CreemSettings settings;
    private final String returnUrl;
    private final GatewayHttp http;

    public CreemGateway(CreemSettings settings, PaymentSettings payment) {
        this.settings = settings;
        this.returnUrl = payment.returnUrl().orElse("");
        this.http = new GatewayHttp(payment.timeout());
    }

    @Override
    public GatewayName name() {
        return GatewayName.CREEM;
    }

    @Override
    public Cents minimum() {
        return new Cents(settings.minimumCents());
    }

    @Override
    public Outcome charge(Intent intent) {
        if (!(intent.means() instanceof Means.CheckoutPage page)) {
            throw new IllegalStateException(intent.id() + " opens no page");
        }
        if (page.product().isEmpty()) {
            return new Outcome.Declined("Creem sells products: name one with --product");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("product_id", page.product());
        body.put("request_id", intent.id());
        body.put("metadata", Map.of(CreemWebhook.INTENT, intent.id()));
        if (!returnUrl.isEmpty()) {
            body.put("success_url", returnUrl);
        }
        return outcome(post("/v1/checkouts", body), CreemAnswer::checkout);
    }

    @Override
    public Outcome refund(Intent intent) {
        throw new IllegalStateException("Creem refunds from its dashboard");
    }

    @Override
    public Outcome cancel(Intent intent) {
        if (!(intent.means() instanceof Means.CancelOf of)) {
            throw new IllegalStateException(intent.id() + " ends no subscription");
        }
        return outcome(
                post(
                        "/v1/subscriptions/" + of.subscription() + "/cancel",
                        Map.of("mode", "scheduled", "onExecute", "cancel")),
                CreemAnswer::subscription);
    }

    @Override
    public LookUp lookUp(Intent intent, Optional<String> reference) {
        return switch (intent.means()) {
            case Means.CheckoutPage page -> reference.map(this::payment).orElseGet(LookUp.NeverArrived::new);
            case Means.CancelOf of ->
                found(get("/v1/subscriptions?subscription_id=" + of.subscription()), CreemAnswer::subscription);
            case Means.StoredMethod stored -> throw new IllegalStateException("Creem stores no methods for us");
            case Means.RefundOf refund -> throw new IllegalStateException("Creem refunds from its dashboard");
        };
    }

    /** By its checkout while it is not paid; then by its order, or by the transaction of a month. */
    private LookUp payment(String reference) {
        String id = URLEncoder.encode(reference, StandardCharsets.UTF_8);
        if (reference.startsWith("ch_")) {
            return found(get("/v1/checkouts?checkout_id=" + id), CreemAnswer::checkout);
        }
        return reference.startsWith("ord_")
                ? order(reference, object("/v1/transactions/search?page_number=1&page_size=100&order_id=" + id))
                : found(
                        get("/v1/transactions?transaction_id=" + id),
                        transaction -> CreemAnswer.transaction(reference, transaction));
    }

    /** An order is known to Creem's list by its transactions. */
    private static LookUp order(String order, Optional<JsonNode> list) {
        if (list.isEmpty() || !list.get().path("items").isArray()) {
            return new LookUp.NoAnswer("Creem's transactions of order " + order + " cannot be read");
        }
        Optional<Outcome> newest = Optional.empty();
        for (JsonNode transaction : list.get().path("items")) {
            if (!List.of("", order).contains(GatewayJson.text(transaction, "order"))) {
                return new LookUp.NoAnswer("Creem names transactions of other orders than " + order);
            }
            Outcome outcome = read(transaction, each -> CreemAnswer.transaction(order, each));
            newest = newest.filter(Outcome.Paid.class::isInstance).or(() -> Optional.of(outcome));
        }
        return newest.map(CreemGateway::found).orElseGet(LookUp.NeverArrived::new);
    }

    @Override
    public Listing list(Instant since) {
        return CreemList.since(since, this::object);
    }

    private Optional<JsonNode> object(String path) {
        return get(path) instanceof GatewayHttp.Reply.Answered answer && answer.status() == OK
                ? GatewayJson.object(answer.body())
                : Optional.empty();
    }

    @Override
    public Verdict verify(Delivery delivery, Instant now, Duration tolerance) {
        return CreemSignature.verify(delivery, settings.webhookSecret().map(Secret::reveal), now, tolerance);
    }

    @Override
    public GatewayEvent read(Delivery delivery) {
        return CreemWebhook.read(delivery, this::transaction);
    }

    /**
     * A transaction of Creem's.
     *
     * @throws IllegalArgumentException where Creem knows none of this id
     * @throws NoAnswer where Creem gives none that can be read: it is asked again with the next processing
     */
    private JsonNode transaction(String id) {
        GatewayHttp.Reply reply =
                get("/v1/transactions?transaction_id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
        if (reply instanceof GatewayHttp.Reply.Answered answer) {
            if (answer.status() == NOT_FOUND) {
                throw new IllegalArgumentException("Creem knows no transaction " + id);
            }
            Optional<JsonNode> object = GatewayJson.object(answer.body())
                    .filter(each -> GatewayJson.text(each, "id").equals(id));
            if (answer.status() == OK && object.isPresent()) {
                return object.get();
            }
        }
        throw new NoAnswer("Creem does not say what was paid by transaction " + id + ": "
                + switch (reply) {
                    case GatewayHttp.Reply.Silent silent -> "no answer, " + silent.why();
                    case GatewayHttp.Reply.Answered answer ->
                        "it answered " + answer.status() + ", which cannot be read";
                });
    }

    /** What an answer's object means. */
    private interface Meaning {
        Outcome of(JsonNode object);
    }

    private static Outcome outcome(GatewayHttp.Reply reply, Meaning meaning) {
        return switch (reply) {
            case GatewayHttp.Reply.Silent silent -> new Outcome.Unknown("no answer from Creem: " + silent.why());
            case GatewayHttp.Reply.Answered answer -> outcome(answer, meaning);
        };
    }

    private static Outcome outcome(GatewayHttp.Reply.Answered answer, Meaning meaning) {
        Optional<JsonNode> object = GatewayJson.object(answer.body());
        if (answer.status() / 100 * 100 == OK && object.isPresent()) {
            return read(object.get(), meaning);
        }
        boolean isOurFault = answer.status() >= BAD_REQUEST
                && answer.status() < SERVER_FAULT
                && answer.status() != TOO_MANY_REQUESTS
                && object.isPresent();
        return isOurFault
                ? new Outcome.Declined("Creem answered " + answer.status() + ": "
                        + object.get().path("message"))
                : new Outcome.Unknown("Creem answered " + answer.status() + ", which cannot be read");
    }

    private static LookUp found(GatewayHttp.Reply reply, Meaning meaning) {
        if (!(reply instanceof GatewayHttp.Reply.Answered answer)) {
            return new LookUp.NoAnswer("no answer from Creem");
        }
        if (answer.status() == NOT_FOUND) {
            return new LookUp.NeverArrived();
        }
        if (answer.status() != OK) {
            return new LookUp.NoAnswer("Creem answered " + answer.status());
        }
        return found(outcome(answer, meaning));
    }

    private static LookUp found(Outcome outcome) {
        return outcome instanceof Outcome.Unknown unknown
                ? new LookUp.NoAnswer(unknown.why())
                : new LookUp.Found(outcome);
    }

    private static Outcome read(JsonNode object, Meaning meaning) {
        try {
            return meaning.of(object);
        } catch (IllegalArgumentException garbled) {
            return new Outcome.Unknown("Creem's answer makes no sense: " + garbled.getMessage());
        }
    }

    private GatewayHttp.Reply post(String path, Map<String, Object> body) {
        return http.send(HttpRequest.newBuilder(URI.create(settings.url() + path))
                .setHeader("x-api-key", settings.apiKey().map(Secret::reveal).orElseThrow())
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(GatewayJson.write(body))));
    }

    private GatewayHttp.Reply get(String path) {
        return http.send(HttpRequest.newBuilder(URI.create(settings.url() + path))
                .setHeader("x-api-key", settings.apiKey().map(Secret::reveal).orElseThrow())
                .GET());
    }
}
