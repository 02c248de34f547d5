package io.reckoner.jobs.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.notice.DeliveryOutcome;
import io.reckoner.jobs.settings.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks by the rules of Standard Webhooks 1.0.0. */
class WebhookPostTest {
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);

    private static WebhookPost post(String url) {
        return new WebhookPost(URI.create(url), WebhookSecret.of(HookDouble.SECRET), Duration.ofSeconds(1));
    }

    /** From the tests of the project's own libraries: github.com/standard-webhooks, libraries/go/webhook_test.go, TestWebhookSign. */
    @Test
    void signsAsTheLibrariesOfTheStandardDo() {
        assertThat(WebhookSecret.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                        .sign(
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                1_614_265_330,
                                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # mood                              | outcome     | in words
                    TAKES_IT                            | Sent        | HTTP 200
                    TAKES_IT_WITHOUT_A_WORD             | Sent        | HTTP 204
                    TAKES_IT_AND_NEVER_ENDS_ITS_ANSWER  | Sent        | HTTP 200
                    TAKES_IT_AND_SAYS_NOTHING           | Unreachable | no answer within 1000 ms
                    REDIRECTS                           | TryAgain    | HTTP 307
                    NOT_FOUND                           | TryAgain    | HTTP 404
                    FAILS                               | TryAgain    | HTTP 500
                    GONE                                | Gone        | HTTP 410
                    """)
    void everyAnswerHasItsMeaningAndIsAskedForOnce(HookDouble.Mood mood, String outcome, String words) {
        try (HookDouble hook = new HookDouble()) {
            hook.mood(mood);
            DeliveryOutcome came = post(hook.url()).post("ntc_1", AT, "{\"name\":\"Zoë\"}");
            assertThat(came.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(came.toString()).contains(words);
            assertThat(hook.forged()).isEmpty();
            assertThat(hook.taken())
                    .containsExactly(new HookDouble.Taken("/notices", "ntc_1", "1614265330", "{\"name\":\"Zoë\"}"));
        }
    }

    @Test
    void nobodyAtTheAddressIsUnreachable() {
        HookDouble closed = new HookDouble();
        closed.close();
        assertThat(post(closed.url()).post("ntc_1", AT, "{}")).isInstanceOf(DeliveryOutcome.Unreachable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!", "whsec_ MfKQ"})
    void aSecretThatIsNoneIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> WebhookSecret.of(new Secret(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("webhook-secret is no secret of Standard Webhooks."
                        + " Write whsec_ and 24 to 64 random bytes in base64.");
    }

    @ParameterizedTest
    @CsvSource({"23, false", "24, true", "64, true", "65, false"})
    void aSecretHas24To64Bytes(int bytes, boolean fine) {
        Secret secret = new Secret("whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]));
        if (fine) {
            assertThat(WebhookSecret.of(secret).sign("a", 1, new byte[0])).startsWith("v1,");
        } else {
            assertThatThrownBy(() -> WebhookSecret.of(secret)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
