package io.reckoner.jobs.payment.creem;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.Signatures;
import io.reckoner.jobs.payment.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
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

    /** As Creem documents its older header: hexadecimal HMAC-SHA256 of the raw body with the secret as it stands. */
    @Test
    void verifiesTheOlderSignatureOverTheVeryBytes() {
        String hex = HexFormat.of()
                .formatHex(Signatures.hmac(
                        "HmacSHA256",
                        "creem_secret".getBytes(StandardCharsets.UTF_8),
                        PAYLOAD.getBytes(StandardCharsets.UTF_8)));
        assertThat(older(PAYLOAD, hex)).isEqualTo("GENUINE");
        assertThat(older(PAYLOAD + "\n", hex)).isEqualTo("FORGED");
        assertThat(older(PAYLOAD, hex.substring(2))).isEqualTo("FORGED");
        assertThat(words(CreemSignature.verify(
                        new Delivery(Map.of(), PAYLOAD.getBytes(StandardCharsets.UTF_8)),
                        Optional.of("creem_secret"),
                        Instant.EPOCH,
                        Duration.ZERO)))
                .isEqualTo("UNSIGNED");
    }

    private static String older(String body, String hex) {
        return words(CreemSignature.verify(
                new Delivery(Map.of("creem-signature", hex), body.getBytes(StandardCharsets.UTF_8)),
                Optional.of("creem_secret"),
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
