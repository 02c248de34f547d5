package io.reckoner.jobs.payment.nowpayments;

import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayJson;
import io.reckoner.jobs.payment.GatewayServer;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.payment.Signatures;
import io.reckoner.jobs.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * NOWPayments, as far as we use it.
 *
 * <p>Source: invoice answer of project NowPaymentsIO/nowpayments-sdk-nodejs, README.md at 43ac91b; payments and notifications as
 * the example of the API documentation ({@link NowPaymentsSignatureTest#DOCUMENTED}) with ids, state and amounts put in. The
 * signature form is proven there by vectors of the documentation's own code.
 */
public final class NowPaymentsDouble extends GatewayServer {
    public static final String SECRET = "ipn_secret_of_the_test";

    private static final AtomicInteger NUMBERS = new AtomicInteger(4_522_625);

    private final Map<String, String> payments = new ConcurrentHashMap<>();

    @Override
    public PaymentGateway gateway(PaymentSettings settings) {
        return new NowPaymentsGateway(
                new NowPaymentsSettings(
                        Optional.of(new Secret("key")),
                        Optional.of(new Secret(SECRET)),
                        List.of("usd", "usdttrc20"),
                        1000,
                        url()),
                settings);
    }

    @Override
    protected boolean movesMoney(Request request) {
        return request.method().equals("POST");
    }

    @Override
    protected Answer fault() {
        return new Answer(
                500,
                "{\"status\":false,\"statusCode\":500,\"code\":\"INTERNAL_ERROR\",\"message\":\"Internal error\"}");
    }

    @Override
    protected Answer answer(Request request, Mood mood) {
        if (request.method().equals("POST")) {
            if (mood == Mood.DECLINES) {
                return new Answer(
                        400,
                        "{\"status\":false,\"statusCode\":400,\"code\":\"BAD_REQUEST\",\"message\":\"amountTo is too small\"}");
            }
            JsonNode body = GatewayJson.object(request.body()).orElseThrow();
            String id = String.valueOf(NUMBERS.incrementAndGet());
            return new Answer(
                    200,
                    """
                    {"id":"%s","order_id":"%s","order_description":"%s","price_amount":%s,"price_currency":"usd",
                     "pay_currency":null,"ipn_callback_url":"https://shop.example/webhooks/nowpayments",
                     "invoice_url":"https://nowpayments.io/payment/?iid=%s","created_at":"2026-01-01T00:00:00.000Z",
                     "updated_at":"2026-01-01T00:00:00.000Z"}
                    """
                            .formatted(
                                    id,
                                    GatewayJson.text(body, "order_id"),
                                    GatewayJson.text(body, "order_description"),
                                    body.path("price_amount").decimalValue().toPlainString(),
                                    id));
        }
        String id = request.path().substring(request.path().lastIndexOf('/') + 1);
        return payments.containsKey(id)
                ? new Answer(200, payments.get(id))
                : new Answer(404, "{\"status\":false,\"statusCode\":404,\"code\":\"PAYMENT_NOT_FOUND\"}");
    }

    /** The number of a payment that nobody had before. */
    public static String freshPayment() {
        return String.valueOf(NUMBERS.incrementAndGet());
    }

    /** A payment comes to a state; returns the notification of it. */
    public Delivery notify(String payment, String intent, String status, String outcome, String currency) {
        String body = NowPaymentsSignatureTest.DOCUMENTED
                .replace("\"payment_id\":123456789", "\"payment_id\":" + payment)
                .replace("\"parent_payment_id\":987654321", "\"parent_payment_id\":null")
                .replace("\"payment_status\":\"finished\"", "\"payment_status\":\"" + status + "\"")
                .replace("\"order_id\":null", "\"order_id\":\"" + intent + "\"")
                .replace("\"outcome_amount\":14.8106", "\"outcome_amount\":" + outcome)
                .replace("\"outcome_currency\":\"trx\"", "\"outcome_currency\":\"" + currency + "\"");
        payments.put(payment, body);
        String sorted = NowPaymentsSignature.forms(body).getFirst();
        return new Delivery(
                Map.of(
                        "x-nowpayments-sig",
                        HexFormat.of()
                                .formatHex(Signatures.hmac(
                                        "HmacSHA512",
                                        SECRET.getBytes(StandardCharsets.UTF_8),
                                        sorted.getBytes(StandardCharsets.UTF_8)))),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
