package io.reckoner.jobs.payment.alipay;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayHttp;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Intent;
import io.reckoner.jobs.payment.LookUp;
import io.reckoner.jobs.payment.Means;
import io.reckoner.jobs.payment.Outcome;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.payment.Verdict;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Alipay: a page on which the customer pays, by {@code alipay.trade.page.pay}. The intent's id is the {@code out_trade_no}, which
 * Alipay takes money for once. The page is a signed address of our own making: nothing is sent before the customer goes there.
 */
public final class AlipayGateway implements PaymentGateway {
    private static final String DONE = "10000";
    private static final String REFUSED = "40004";

    private final AlipaySettings settings;
    private final PaymentSettings payment;
    private final AlipayRequest request;
    private final GatewayHttp http;

    public AlipayGateway(AlipaySettings settings, PaymentSettings payment) {
        this.settings = settings;
        this.payment = payment;
        this.request = new AlipayRequest(settings);
        this.http = new GatewayHttp(payment.timeout());
    }

    @Override
    public GatewayName name() {
        return GatewayName.ALIPAY;
    }

    @Override
    public Cents minimum() {
        return new Cents(settings.minimumCents());
    }

    @Override
    public Outcome charge(Intent intent) {
        return new Outcome.ActionRequired(intent.id(), page(intent));
    }

    /**
     * Alipay sends money of a trade back once for each {@code out_request_no}: our intent's id. That it took the request says nothing yet:
     * only {@code fund_change=Y} says that money moved, else the refund has to be asked for.
     */
    @Override
    public Outcome refund(Intent intent) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("out_trade_no", of(intent).charge());
        content.put("refund_amount", intent.cents().decimal());
        content.put("out_request_no", intent.id());
        return switch (ask("alipay.trade.refund", content, intent.recordedAt())) {
            case AlipayReply.Silent silent -> new Outcome.Unknown(silent.why());
            case AlipayReply.Said said -> {
                String code = GatewayJson.text(said.object(), "code");
                if (code.equals(DONE)) {
                    yield "Y".equals(GatewayJson.text(said.object(), "fund_change"))
                            ? new Outcome.Refunded(intent.id(), intent.cents())
                            : new Outcome.Pending(intent.id());
                }
                yield code.equals(REFUSED)
                        ? new Outcome.Declined(said.reason())
                        : new Outcome.Unknown("Alipay answered " + said.reason());
            }
        };
    }

    @Override
    public Outcome cancel(Intent intent) {
        throw new IllegalStateException("Alipay renews nothing for us");
    }

    @Override
    public LookUp lookUp(Intent intent, Optional<String> reference) {
        return intent.kind() == Intent.Kind.REFUND ? refunded(intent) : traded(intent);
    }

    @Override
    public Verdict verify(Delivery delivery, Instant now, Duration tolerance) {
        return AlipayNotify.verify(delivery, settings);
    }

    @Override
    public GatewayEvent read(Delivery delivery) {
        return AlipayNotify.read(delivery);
    }

    /**
     * A trade that was begun and not paid is closed. Where none was begun there is nothing to close: until the time the page was given is over,
     * its address works.
     */
    @Override
    public LookUp close(Intent intent, Optional<String> reference) {
        AlipayReply reply = ask("alipay.trade.close", Map.of("out_trade_no", intent.id()), intent.recordedAt());
        if (!(reply instanceof AlipayReply.Said said)) {
            return new LookUp.NoAnswer("no answer from Alipay");
        }
        boolean isClosed = GatewayJson.text(said.object(), "code").equals(DONE);
        boolean wasNeverBegun = said.reason().contains("ACQ.TRADE_NOT_EXIST");
        if (wasNeverBegun) {
            return new LookUp.NeverArrived();
        }
        return isClosed
                ? new LookUp.Found(new Outcome.Declined("the page was left, and nothing was paid on it"))
                : traded(intent);
    }

    private LookUp traded(Intent intent) {
        AlipayReply reply = ask("alipay.trade.query", Map.of("out_trade_no", intent.id()), intent.recordedAt());
        if (!(reply instanceof AlipayReply.Said said)) {
            return new LookUp.NoAnswer("no answer from Alipay");
        }
        String code = GatewayJson.text(said.object(), "code");
        if (code.equals(REFUSED) && said.reason().contains("ACQ.TRADE_NOT_EXIST")) {
            // The customer has not been on the page yet.
            return new LookUp.Found(new Outcome.ActionRequired(intent.id(), page(intent)));
        }
        if (!code.equals(DONE)) {
            return new LookUp.NoAnswer("Alipay answered " + said.reason());
        }
        Outcome outcome = AlipayNotify.trade(field -> GatewayJson.text(said.object(), field));
        return outcome instanceof Outcome.Unknown unknown
                ? new LookUp.NoAnswer(unknown.why())
                : new LookUp.Found(outcome);
    }

    private LookUp refunded(Intent intent) {
        AlipayReply reply = ask(
                "alipay.trade.fastpay.refund.query",
                Map.of("out_trade_no", of(intent).charge(), "out_request_no", intent.id()),
                intent.recordedAt());
        if (!(reply instanceof AlipayReply.Said said)) {
            return new LookUp.NoAnswer("no answer from Alipay");
        }
        if (!GatewayJson.text(said.object(), "code").equals(DONE)) {
            return new LookUp.NoAnswer("Alipay answered " + said.reason());
        }
        // An answer without an amount: this refund was never made. The status is not in every answer.
        String amount = GatewayJson.text(said.object(), "refund_amount");
        String status = GatewayJson.text(said.object(), "refund_status");
        if (amount.isEmpty()) {
            return new LookUp.NeverArrived();
        }
        return status.isEmpty() || status.equals("REFUND_SUCCESS")
                ? new LookUp.Found(new Outcome.Refunded(intent.id(), Cents.ofDecimal(amount)))
                : new LookUp.NoAnswer("Alipay says the refund is \"" + status + "\"");
    }

    private String page(Intent intent) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("out_trade_no", intent.id());
        content.put("product_code", "FAST_INSTANT_TRADE_PAY");
        content.put("total_amount", intent.cents().decimal());
        content.put("trans_currency", "USD");
        content.put("settle_currency", "USD");
        content.put("subject", intent.description());
        // An absolute time: timeout_express counts anew whenever the customer comes back to the page.
        content.put("time_expire", AlipayRequest.time(intent.recordedAt().plus(payment.pageLife())));
        Map<String, String> more = new TreeMap<>();
        payment.publicUrl().ifPresent(url -> more.put("notify_url", url + "/webhooks/alipay"));
        payment.returnUrl().ifPresent(url -> more.put("return_url", url));
        return settings.url() + "?" + request.form("alipay.trade.page.pay", content, more, intent.recordedAt());
    }

    private AlipayReply ask(String method, Map<String, Object> content, Instant at) {
        GatewayHttp.Reply reply = http.send(HttpRequest.newBuilder(URI.create(settings.url()))
                .setHeader("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(request.form(method, content, Map.of(), at))));
        return AlipayReply.of(method, reply, settings.alipayPublicKey());
    }

    private static Means.RefundOf of(Intent intent) {
        if (!(intent.means() instanceof Means.RefundOf of)) {
            throw new IllegalStateException(intent.id() + " is no refund");
        }
        return of;
    }

    /** What Alipay said, with its signature checked. */
    sealed interface AlipayReply {
        /** Its answer. */
        record Said(JsonNode object) implements AlipayReply {
            String reason() {
                return GatewayJson.text(object, "code") + " " + GatewayJson.text(object, "sub_code") + ": "
                        + GatewayJson.text(object, "sub_msg");
            }
        }

        /** No answer, or one that is not Alipay's. */
        record Silent(String why) implements AlipayReply {}

        static AlipayReply of(String method, GatewayHttp.Reply reply, Optional<String> publicKey) {
            return switch (reply) {
                case GatewayHttp.Reply.Silent silent -> new Silent("no answer from Alipay: " + silent.why());
                case GatewayHttp.Reply.Answered answer -> AlipayNotify.answer(method, answer, publicKey);
            };
        }
    }
}
