package io.reckoner.jobs.payment.creem;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Vector of Standard Webhooks: project standard-webhooks/standard-webhooks, libraries/go/webhook_test.go at b2fa7b8 (secret,
 * message id, time, payload and expected signature).
 */
class CreemSignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long TIME = 1_614_265_330L;
    private static final String PAYLOAD = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # what                | id                             | time       | signature                                       | seconds later | verdict
                    as published          | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265330 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0             | GENUINE
                    one of several        | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265330 | v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0 | GENUINE
                    at the very limit     | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265330 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 300           | GENUINE
                    too old               | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265330 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 301           | STALE
                    from the future       | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265330 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | -301          | STALE
                    another id            | msg_other                      | 1614265330 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0             | FORGED
                    another time          | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265331 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0             | FORGED
                    no time               | msg_p5jXN8AQM9LWM0D4loKWxJek   | hello      | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0             | FORGED
                    part of a signature   | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265330 | v1,g0hM                                         | 0             | FORGED
                    empty signature       | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265330 | v1,                                             | 0             | FORGED
                    another scheme        | msg_p5jXN8AQM9LWM0D4loKWxJek   | 1614265330 | v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0             | FORGED
                    """)
    void verifiesStandardWebhooks(String what, String id, String time, String signature, long later, String verdict) {
        Delivery delivery = new Delivery(
                Map.of("webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature),
                PAYLOAD.getBytes(StandardCharsets.UTF_8));
        assertThat(words(CreemSignature.verify(
                        delivery, Optional.of(SECRET), Instant.ofEpochSecond(TIME + later), Duration.ofMinutes(5))))
                .isEqualTo(verdict);
    }

    /**
     * Creem documents its older header as the hexadecimal HMAC-SHA256 of the raw body with the secret as it stands, and publishes neither a
     * body nor a secret with the header it shows. The first row is test case 2 of RFC 4231. The others were made by the function of
     * Creem's documentation (project armitage-labs/creem, packages/docs/code/webhooks.mdx at 38fd20b, {@code generateSignature}), run by
     * Node 20.20.
     */
    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Jefe         | what do ya want for nothing? | 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
                    creem_secret | {"test": 2432232314}         | 5a00a1802db150041f079b04717e39e99b927a673c10a1fc42cf10c0bbb06dc3
                    creem_secret | {"name":"Zoë 北京"}          | 423c87dc7e3a08a8e19a48ce2c64c9b66fbd0d00821ca40d046a2e7dd7287957
                    """)
    void verifiesTheOlderSignatureOverTheVeryBytes(String secret, String body, String hex) {
        assertThat(older(secret, body, hex)).isEqualTo("GENUINE");
        assertThat(older(secret, body + "\n", hex)).isEqualTo("FORGED");
        assertThat(older(secret, body, hex.substring(2))).isEqualTo("FORGED");
        assertThat(older(secret + "x", body, hex)).isEqualTo("FORGED");
    }

    @Test
    void aDeliveryWithoutASignatureIsUnsigned() {
        assertThat(words(CreemSignature.verify(
                        new Delivery(Map.of(), PAYLOAD.getBytes(StandardCharsets.UTF_8)),
                        Optional.of("creem_secret"),
                        Instant.EPOCH,
                        Duration.ZERO)))
                .isEqualTo("UNSIGNED");
    }

    private static String older(String secret, String body, String hex) {
        return words(CreemSignature.verify(
                new Delivery(Map.of("creem-signature", hex), body.getBytes(StandardCharsets.UTF_8)),
                Optional.of(secret),
                Instant.EPOCH,
                Duration.ZERO));
    }

    private static String words(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Genuine genuine -> "GENUINE";
            case Verdict.Refused refused -> refused.reason().name();
        };
    }
}
