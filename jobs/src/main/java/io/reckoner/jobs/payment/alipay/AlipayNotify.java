package io.reckoner.jobs.payment.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayEvent.About;
import io.reckoner.jobs.payment.GatewayHttp;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.Outcome;
import io.reckoner.jobs.payment.Verdict;
import io.reckoner.jobs.payment.alipay.AlipayGateway.AlipayReply;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** What Alipay tells: notifications, answers, and the trade in both. Signatures are checked by its library. */
final class AlipayNotify {
    private static final int OK = 200;
    private static final String SIGN = "\"sign\"";

    private AlipayNotify() {}

    static Verdict verify(Delivery delivery, AlipaySettings settings) {
        TreeMap<String, String> fields = fields(delivery);
        if (fields.getOrDefault("sign", "").isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.UNSIGNED);
        }
        if (settings.alipayPublicKey().isEmpty()
                || !AlipayRequest.RSA2.equals(fields.get("sign_type"))
                || !isSigned(fields, settings.alipayPublicKey().get())) {
            return new Verdict.Refused(Verdict.Reason.FORGED);
        }
        return settings.appId()
                        .filter(fields.getOrDefault("app_id", "")::equals)
                        .isPresent()
                ? new Verdict.Genuine()
                : new Verdict.Refused(Verdict.Reason.FOREIGN);
    }

    private static boolean isSigned(TreeMap<String, String> fields, String publicKey) {
        try {
            // The library takes the signature out of the map it is given.
            return AlipaySignature.rsaCheckV1(
                    new TreeMap<>(fields), publicKey, AlipayRequest.CHARSET, AlipayRequest.RSA2);
        } catch (AlipayApiException | RuntimeException garbled) {
            return false;
        }
    }

    static GatewayEvent read(Delivery delivery) {
        TreeMap<String, String> fields = fields(delivery);
        UnaryOperator<String> field = name -> fields.getOrDefault(name, "");
        About about = new About(field.apply("out_trade_no"), field.apply("trade_no"));
        if (!field.apply("refund_fee").isEmpty()) {
            // The amount told is that of all refunds together; ours are known by their answers and look-ups.
            return field.apply("out_biz_no").startsWith("pay_")
                    ? new GatewayEvent.Other("refund " + field.apply("out_biz_no"))
                    : new GatewayEvent.Unreadable("trade " + about.payment() + ": " + field.apply("refund_fee")
                            + " in all was sent back at Alipay, not by us");
        }
        return switch (trade(field)) {
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

    /** What a trade is. One that names no currency is in CNY, which is not taken. */
    static Outcome trade(UnaryOperator<String> field) {
        String trade = field.apply("trade_no");
        String status = field.apply("trade_status");
        return switch (status) {
            case "TRADE_SUCCESS", "TRADE_FINISHED" -> paid(trade, field);
            case "WAIT_BUYER_PAY" -> new Outcome.Pending(trade);
            case "TRADE_CLOSED" -> new Outcome.Declined("the trade " + trade + " was closed unpaid");
            default -> new Outcome.Unknown("Alipay says the trade " + trade + " is \"" + status + "\"");
        };
    }

    private static Outcome paid(String trade, UnaryOperator<String> field) {
        String currency = field.apply("trans_currency");
        Optional<String> foreign = Cents.notUsd(currency.isEmpty() ? "CNY" : currency);
        if (foreign.isPresent()) {
            return new Outcome.NotTaken(trade, "trade " + trade + ": " + foreign.get());
        }
        try {
            return new Outcome.Paid(trade, Cents.ofDecimal(field.apply("total_amount")), Optional.empty());
        } catch (IllegalArgumentException fault) {
            return new Outcome.Unknown("trade " + trade + ": " + fault.getMessage());
        }
    }

    /** An answer, where it is signed by Alipay: the signature is over the text of the object as it stands in the answer. */
    static AlipayReply answer(String method, GatewayHttp.Reply.Answered answer, Optional<String> publicKey) {
        String name = method.replace('.', '_') + "_response";
        Optional<JsonNode> whole = GatewayJson.object(answer.body());
        if (answer.status() != OK || whole.isEmpty() || !whole.get().path(name).isObject()) {
            return new AlipayReply.Silent("Alipay answered " + answer.status() + ", which cannot be read");
        }
        int start = answer.body().indexOf('{', answer.body().indexOf("\"" + name + "\""));
        int end = answer.body().lastIndexOf('}', answer.body().lastIndexOf(SIGN));
        if (publicKey.isEmpty() || start < 0 || end < start) {
            return new AlipayReply.Silent(
                    "Alipay's answer carries no signature, or alipay.alipay-public-key is missing");
        }
        try {
            boolean isSigned = AlipaySignature.rsa256CheckContent(
                    answer.body().substring(start, end + 1),
                    GatewayJson.text(whole.get(), "sign"),
                    publicKey.get(),
                    AlipayRequest.CHARSET);
            return isSigned
                    ? new AlipayReply.Said(whole.get().path(name))
                    : new AlipayReply.Silent("the signature of Alipay's answer does not fit");
        } catch (AlipayApiException | RuntimeException garbled) {
            return new AlipayReply.Silent("the signature of Alipay's answer cannot be checked");
        }
    }

    private static TreeMap<String, String> fields(Delivery delivery) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (String part : new String(delivery.body(), StandardCharsets.UTF_8).split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                try {
                    fields.put(
                            URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException garbled) {
                    return new TreeMap<>();
                }
            }
        }
        return fields;
    }
}
