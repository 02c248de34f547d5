package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.cli.CommandRunner;
import io.reckoner.jobs.database.TestDatabase;
import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.stripe.StripeWebhooks;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who does not answer, or does not finish what he says, holds up nobody for long. */
class SilentGatewayTest extends ToldByStripe {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @TempDir
    static Path data;

    SilentGatewayTest() {
        super(DB, data);
    }

    @Test
    void isAskedThreeTimesForAThousandWebhooksAndAllAreProcessedOnceItAnswers() {
        int strays = 40;
        for (int i = 0; i < strays; i++) {
            assertThat(deliver(StripeWebhooks.signed(
                            "payment_intent.succeeded",
                            StripeWebhooks.foreignPayment("pi_" + i + shop.account, 5000, "usd", ""),
                            Instant.now(),
                            StripeWebhooks.SECRET)))
                    .isEqualTo(200);
        }
        stripe.mood(Mood.ANSWERS_NOTHING_AT_ALL);
        Webhooks.Processed processed = shop.process();
        assertThat(stripe.requests()).hasSize(3);
        assertThat(processed.failed()).hasSize(3);
        assertThat(processed.waiting()).isEqualTo(strays - 3);
        assertThat(processed.sentence())
                .contains("37 wait, 3 failed: stripe-")
                .contains("(Stripe did not say which invoice pi_0" + shop.account + " paid: Stripe answered 500");

        stripe.mood(Mood.ANSWERS);
        assertThat(shop.process().failed()).isEmpty();
        assertThat(stripe.requests()).hasSize(3 + strays);
    }

    @Test
    void aWebhookThatItNeverAnswersAboutIsClosedOnceThatHasLastedLongEnough() {
        assertThat(deliver(StripeWebhooks.signed(
                        "payment_intent.succeeded",
                        StripeWebhooks.foreignPayment("pi_silent" + shop.account, 5000, "usd", ""),
                        Instant.now(),
                        StripeWebhooks.SECRET)))
                .isEqualTo(200);
        stripe.mood(Mood.ANSWERS_NOTHING_AT_ALL);
        Break open = shop.sweep().breaks().stream()
                .filter(each -> each.kind() == Break.Kind.NOT_PROCESSED)
                .filter(each -> each.detail().contains("pi_silent" + shop.account))
                .findFirst()
                .orElseThrow();
        assertThat(open.detail()).contains("; it is tried again by each sweep, and can be closed from 20");
        CommandRunner reckon = new CommandRunner(data, DB.settings());
        String close = "payment close " + open.reference() + " --reason 'sent back at Stripe'";
        assertThat(reckon.run(close).err())
                .contains("break " + open.reference() + ": it is tried again by each sweep, and can be closed from 20");
        CommandRunner impatient = reckon.with("RECKON_PAYMENT_OPEN_AT_MOST", "1s");
        long patience = System.nanoTime() + 60_000_000_000L;
        while (impatient.run(close).exit() != 0 && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        assertThat(shop.process().failed()).isEmpty();
        assertThat(shop.sweep().breaks()).noneMatch(each -> each.reference().equals(open.reference()));
        stripe.mood(Mood.ANSWERS);
    }

    @Test
    void halfRequestsHoldUpNoWholeOne() throws IOException {
        String intent = pageThatIsPaid("2500");
        List<Socket> half = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = door.connect();
                half.add(socket);
                socket.getOutputStream()
                        .write("POST /webhooks/stripe HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n{"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(deliver(stripe.sessionEvent("checkout.session.completed", intent)))
                    .isEqualTo(200);
            assertThat(half).allMatch(SilentGatewayTest::isStillWaitedFor);
        } finally {
            for (Socket socket : half) {
                socket.close();
            }
        }
    }

    private static boolean isStillWaitedFor(Socket socket) {
        try {
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < -1;
        } catch (SocketTimeoutException waiting) {
            return true;
        } catch (IOException closed) {
            return false;
        }
    }
}
