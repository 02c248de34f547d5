package io.reckoner.jobs.payment.alipay;

import com.alipay.api.AlipayApiException;
import com.alipay.api.internal.util.AlipaySignature;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.GatewayServer;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.settings.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Alipay's gateway, as far as we use it.
 *
 * <p>Source: every signature is made and checked by com.alipay.sdk:alipay-sdk-java 3.0.0 ({@code AlipaySignature}); answers carry
 * the fields of its {@code AlipayTradeQueryResponse}, {@code AlipayTradeRefundResponse} and
 * {@code AlipayTradeFastpayRefundQueryResponse}; notifications those of opendocs.alipay.com/open/270/105902.
 */
public final class AlipayDouble extends GatewayServer {
    public static final String APP = "2021000000000001";

    private static final KeyPair OURS = keys();
    private static final KeyPair ALIPAYS = keys();

    private final Map<String, String> trades = new ConcurrentHashMap<>();
    private final Map<String, String> refunds = new ConcurrentHashMap<>();

    private volatile boolean isStill;

    public static String privateKey() {
        return Base64.getEncoder().encodeToString(OURS.getPrivate().getEncoded());
    }

    public static String alipayPublicKey() {
        return Base64.getEncoder().encodeToString(ALIPAYS.getPublic().getEncoded());
    }

    /** Takes requests for refunds, and moves no money for them ({@code fund_change=N}). */
    public void movesNothing() {
        isStill = true;
    }

    /** What it took without moving money is sent back after all. */
    public void movesAfterAll(String refund, String amount) {
        refunds.put(refund, amount);
    }

    /** The customer pays; {@code currency} empty: as Alipay tells trades in CNY. */
    public void customerPays(String intent, String amount, String currency) {
        String more = currency.isEmpty() ? "" : ",\"trans_currency\":\"" + currency + "\"";
        trades.put(
                intent,
                "{\"code\":\"10000\",\"msg\":\"Success\",\"trade_no\":\"" + trade(intent) + "\",\"out_trade_no\":\""
                        + intent + "\",\"trade_status\":\"TRADE_SUCCESS\",\"total_amount\":\"" + amount + "\"" + more
                        + "}");
    }

    /** The customer goes to the page and pays nothing. */
    public void customerLeaves(String intent, String amount) {
        stands(intent, "WAIT_BUYER_PAY", amount);
    }

    /** The time of a page is over: Alipay closes what was begun on it. */
    public void timeIsOver(String intent) {
        trades.computeIfPresent(intent, (id, trade) -> trade.replace("WAIT_BUYER_PAY", "TRADE_CLOSED"));
    }

    private void stands(String intent, String status, String amount) {
        trades.put(
                intent,
                "{\"code\":\"10000\",\"msg\":\"Success\",\"trade_no\":\"" + trade(intent) + "\",\"out_trade_no\":\""
                        + intent + "\",\"trade_status\":\"" + status + "\",\"total_amount\":\"" + amount
                        + "\",\"trans_currency\":\"USD\"}");
    }

    public static String trade(String intent) {
        return "2024" + Math.abs(intent.hashCode());
    }

    /** Whether the address of a page carries a signature of ours. */
    public static boolean isSigned(String query) {
        Map<String, String> fields = new Request("GET", "", Map.of(), query, "").form();
        TreeMap<String, String> signed = new TreeMap<>(fields);
        String sign = signed.remove("sign");
        try {
            return AlipaySignature.rsa256CheckContent(
                    AlipaySignature.getSignContent(signed),
                    sign,
                    Base64.getEncoder().encodeToString(OURS.getPublic().getEncoded()),
                    "UTF-8");
        } catch (AlipayApiException e) {
            throw new IllegalStateException(e);
        }
    }

    public Delivery notify(String app, String intent, Map<String, String> more) {
        TreeMap<String, String> fields = new TreeMap<>(more);
        fields.put("app_id", app);
        fields.put("notify_time", "2026-03-10 20:00:00");
        fields.put("notify_type", "trade_status_sync");
        fields.put("notify_id", "n" + intent);
        fields.put("charset", "UTF-8");
        fields.put("version", "1.0");
        fields.put("out_trade_no", intent);
        fields.put("trade_no", trade(intent));
        fields.put("sign", sign(AlipaySignature.getSignContent(fields)));
        fields.put("sign_type", "RSA2");
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new Delivery(
                Map.of("content-type", "application/x-www-form-urlencoded"), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public PaymentGateway gateway(PaymentSettings settings) {
        return new AlipayGateway(
                new AlipaySettings(
                        Optional.of(APP),
                        Optional.of(new Secret(privateKey())),
                        Optional.of(alipayPublicKey()),
                        10,
                        url() + "/gateway.do"),
                settings);
    }

    @Override
    protected boolean movesMoney(Request request) {
        return "alipay.trade.refund".equals(request.form().get("method"));
    }

    @Override
    protected Answer fault() {
        return new Answer(502, "<html>bad gateway</html>");
    }

    @Override
    protected Answer answer(Request request, Mood mood) {
        Map<String, String> form = request.form();
        if (!isSigned(request.body())) {
            throw new IllegalStateException("a request that is not signed by us");
        }
        JsonNode content = GatewayJson.object(form.get("biz_content")).orElseThrow();
        String trade = GatewayJson.text(content, "out_trade_no");
        String refund = GatewayJson.text(content, "out_request_no");
        String answer =
                switch (form.get("method")) {
                    case "alipay.trade.query" ->
                        trades.getOrDefault(
                                trade,
                                "{\"code\":\"40004\",\"msg\":\"Business Failed\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\",\"sub_msg\":\"交易不存在\"}");
                    case "alipay.trade.close" ->
                        trades.containsKey(trade)
                                ? "{\"code\":\"40004\",\"msg\":\"Business Failed\",\"sub_code\":\"ACQ.REASON_TRADE_STATUS_INVALID\",\"sub_msg\":\"交易状态异常\"}"
                                : "{\"code\":\"40004\",\"msg\":\"Business Failed\",\"sub_code\":\"ACQ.TRADE_NOT_EXIST\",\"sub_msg\":\"交易不存在\"}";
                    case "alipay.trade.refund" -> {
                        if (mood == Mood.DECLINES) {
                            yield "{\"code\":\"40004\",\"msg\":\"Business Failed\",\"sub_code\":\"ACQ.SELLER_BALANCE_NOT_ENOUGH\",\"sub_msg\":\"x\"}";
                        }
                        String amount = GatewayJson.text(content, "refund_amount");
                        if (isStill) {
                            yield "{\"code\":\"10000\",\"msg\":\"Success\",\"trade_no\":\"" + trade(trade)
                                    + "\",\"fund_change\":\"N\",\"refund_fee\":\"0.00\"}";
                        }
                        refunds.put(refund, amount);
                        yield "{\"code\":\"10000\",\"msg\":\"Success\",\"trade_no\":\"" + trade(trade)
                                + "\",\"fund_change\":\"Y\",\"refund_fee\":\"" + amount + "\"}";
                    }
                    case "alipay.trade.fastpay.refund.query" ->
                        refunds.containsKey(refund)
                                ? "{\"code\":\"10000\",\"msg\":\"Success\",\"out_request_no\":\"" + refund
                                        + "\",\"refund_amount\":\"" + refunds.get(refund) + "\"}"
                                : "{\"code\":\"10000\",\"msg\":\"Success\"}";
                    default -> throw new IllegalStateException("no method " + form.get("method"));
                };
        return new Answer(
                200,
                "{\"" + form.get("method").replace('.', '_') + "_response\":" + answer + ",\"sign\":\"" + sign(answer)
                        + "\"}");
    }

    private static String sign(String content) {
        try {
            return AlipaySignature.rsa256Sign(
                    content,
                    Base64.getEncoder().encodeToString(ALIPAYS.getPrivate().getEncoded()),
                    "UTF-8");
        } catch (AlipayApiException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
