package io.reckoner.jobs.payment.nowpayments;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayHttp;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Intent;
import io.reckoner.jobs.payment.LookUp;
import io.reckoner.jobs.payment.Outcome;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.payment.Verdict;
import io.reckoner.jobs.settings.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * NOWPayments: pages on which a customer pays in coins. The intent's id is the {@code order_id}.
 *
 * <p>A page becomes a payment when the customer chooses a coin; its number comes with the first notification, and can be asked
 * for from then on. A page whose address never reached us can be paid by nobody.
 */
public final class NowPaymentsGateway implements PaymentGateway {
    private static final String PAGE = "invoice:";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_FAULT = 500;

    private final NowPaymentsSettings settings;
    private final PaymentSettings payment;
    private final GatewayHttp http;

    public NowPaymentsGateway(NowPaymentsSettings settings, PaymentSettings payment) {
        this.settings = settings;
        this.payment = payment;
        this.http = new GatewayHttp(payment.timeout());
    }

    @Override
    public GatewayName name() {
        return GatewayName.NOWPAYMENTS;
    }

    @Override
    public Cents minimum() {
        return new Cents(settings.minimumCents());
    }

    @Override
    public Outcome charge(Intent intent) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("price_amount", new BigDecimal(intent.cents().decimal()));
        body.put("price_currency", "usd");
        body.put("order_id", intent.id());
        body.put("order_description", intent.description());
        payment.publicUrl().ifPresent(url -> body.put("ipn_callback_url", url + "/webhooks/nowpayments"));
        payment.returnUrl().ifPresent(url -> body.put("success_url", url));
        GatewayHttp.Reply reply = http.send(HttpRequest.newBuilder(URI.create(settings.url() + "/v1/invoice"))
                .setHeader("x-api-key", key())
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(GatewayJson.write(body))));
        return switch (reply) {
            case GatewayHttp.Reply.Silent silent -> new Outcome.Unknown("no answer from NOWPayments: " + silent.why());
            case GatewayHttp.Reply.Answered answer -> page(answer);
        };
    }

    @Override
    public Outcome refund(Intent intent) {
        throw new IllegalStateException("NOWPayments sends nothing back");
    }

    @Override
    public Outcome cancel(Intent intent) {
        throw new IllegalStateException("NOWPayments renews nothing for us");
    }

    @Override
    public LookUp lookUp(Intent intent, Optional<String> reference) {
        if (reference.isEmpty()) {
            return new LookUp.NeverArrived();
        }
        if (reference.get().startsWith(PAGE)) {
            // No payment was made on the page as far as we were told, and a page cannot be asked for.
            return new LookUp.NoAnswer("NOWPayments tells nothing of a page before the customer has chosen a coin");
        }
        GatewayHttp.Reply reply =
                http.send(HttpRequest.newBuilder(URI.create(settings.url() + "/v1/payment/" + reference.get()))
                        .setHeader("x-api-key", key())
                        .GET());
        return switch (reply) {
            case GatewayHttp.Reply.Silent silent -> new LookUp.NoAnswer("no answer from NOWPayments: " + silent.why());
            case GatewayHttp.Reply.Answered answer -> payment(answer);
        };
    }

    @Override
    public Verdict verify(Delivery delivery, Instant now, Duration tolerance) {
        return NowPaymentsSignature.verify(delivery, settings.ipnSecret().map(Secret::reveal));
    }

    @Override
    public GatewayEvent read(Delivery delivery) {
        return NowPaymentsPayment.read(delivery, settings.dollars());
    }

    private LookUp payment(GatewayHttp.Reply.Answered answer) {
        if (answer.status() == NOT_FOUND) {
            return new LookUp.NeverArrived();
        }
        Optional<JsonNode> object = GatewayJson.object(answer.body());
        if (answer.status() != OK || object.isEmpty()) {
            return new LookUp.NoAnswer("NOWPayments answered " + answer.status() + ", which cannot be read");
        }
        Outcome outcome = NowPaymentsPayment.outcome(object.get(), settings.dollars());
        return outcome instanceof Outcome.Unknown unknown
                ? new LookUp.NoAnswer(unknown.why())
                : new LookUp.Found(outcome);
    }

    private static Outcome page(GatewayHttp.Reply.Answered answer) {
        Optional<JsonNode> object = GatewayJson.object(answer.body());
        if (answer.status() / 100 * 100 == OK && object.isPresent()) {
            String id = GatewayJson.text(object.get(), "id");
            String url = GatewayJson.text(object.get(), "invoice_url");
            return id.isEmpty() || url.isEmpty()
                    ? new Outcome.Unknown("NOWPayments names no page")
                    : new Outcome.ActionRequired(PAGE + id, url);
        }
        boolean isOurFault = answer.status() >= BAD_REQUEST
                && answer.status() < SERVER_FAULT
                && answer.status() != TOO_MANY_REQUESTS
                && object.isPresent();
        return isOurFault
                ? new Outcome.Declined(
                        "NOWPayments answered " + answer.status() + ": " + GatewayJson.text(object.get(), "message"))
                : new Outcome.Unknown("NOWPayments answered " + answer.status() + ", which cannot be read");
    }

    private String key() {
        return settings.apiKey().map(Secret::reveal).orElseThrow();
    }
}
