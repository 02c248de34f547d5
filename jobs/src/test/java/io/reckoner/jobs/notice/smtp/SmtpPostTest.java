package io.reckoner.jobs.notice.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.reckoner.jobs.notice.DeliveryOutcome;
import io.reckoner.jobs.settings.Secret;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail server's words, and its silence, mean; and how a message looks that has arrived. */
@Isolated("changes the locale and time zone of the whole process")
class SmtpPostTest {
    private static final Instant AT = Instant.parse("2026-03-09T23:07:06Z");
    private static final MailMessage MESSAGE =
            new MailMessage("ntc_1", "zoe@acme.example", "Zoë", "Größe: 4.21 USD", "Grüße\n. point\n", AT);

    private static MailSettings settings(int port, MailSettings.Security security, Optional<String> user) {
        return new MailSettings(
                Optional.of("127.0.0.1"),
                Optional.of(port),
                security,
                user,
                user.map(name -> new Secret("pass of " + name)),
                Optional.of("billing@gateway.example"),
                Optional.of("Gateway, Büro"),
                Optional.of("help@gateway.example"),
                Duration.ofSeconds(1));
    }

    private static SmtpPost post(SmtpDouble server) {
        return SmtpPost.of(settings(server.port(), MailSettings.Security.NONE, Optional.empty()))
                .orElseThrow();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # mood                     | outcome     | accepted | in its words
                    ACCEPTS                    | Sent        | 1        | 250 2.0.0 queued as 1
                    TOO_BUSY_TO_GREET          | Unreachable | 0        | 421
                    REFUSES_THE_SENDER         | Unreachable | 0        | 530 5.7.0 Authentication required
                    PUTS_OFF_THE_ADDRESS       | TryAgain    | 0        | greylisted
                    REFUSES_THE_ADDRESS        | Refused     | 0        | no such user
                    BREAKS_OFF_BEFORE_THE_END  | *           | 0        |
                    PUTS_OFF_THE_MESSAGE       | TryAgain    | 0        | 451 4.3.0 try later
                    REFUSES_THE_MESSAGE        | Refused     | 0        | 554 5.6.0 not wanted
                    ACCEPTS_AND_BREAKS_OFF     | Unknown     | 1        | the connection broke after the message was handed over
                    ACCEPTS_AND_SAYS_NOTHING   | Unknown     | 1        | the connection broke after the message was handed over
                    """)
    void everyEndOfAConversationHasItsMeaning(SmtpDouble.Mood mood, String outcome, int accepted, String words) {
        try (SmtpDouble server = new SmtpDouble()) {
            server.mood(mood);
            DeliveryOutcome came = post(server).send(MESSAGE);
            if (outcome.equals("*")) {
                // The client may notice while it writes, or when it waits for the answer.
                assertThat(came).isInstanceOfAny(DeliveryOutcome.Unreachable.class, DeliveryOutcome.Unknown.class);
            } else {
                assertThat(came.getClass().getSimpleName()).isEqualTo(outcome);
            }
            assertThat(came.toString()).contains(words == null ? "" : words).doesNotContain("\n");
            assertThat(server.accepted()).hasSize(accepted);
        }
    }

    @Test
    void nobodyAtThePortIsUnreachable() {
        SmtpDouble closed = new SmtpDouble();
        closed.close();
        assertThat(post(closed).send(MESSAGE)).isInstanceOf(DeliveryOutcome.Unreachable.class);
    }

    @Test
    void aServerWithoutTlsIsNotSpokenToUnlessItIsAskedFor() {
        try (SmtpDouble server = new SmtpDouble()) {
            SmtpPost careful = SmtpPost.of(settings(server.port(), MailSettings.Security.STARTTLS, Optional.empty()))
                    .orElseThrow();
            assertThat(careful.send(MESSAGE)).isInstanceOf(DeliveryOutcome.Unreachable.class);
            SmtpPost tls = SmtpPost.of(settings(server.port(), MailSettings.Security.TLS, Optional.empty()))
                    .orElseThrow();
            assertThat(tls.send(MESSAGE)).isInstanceOf(DeliveryOutcome.Unreachable.class);
            assertThat(server.accepted()).isEmpty();
        }
    }

    @Test
    void anIndependentServerReadsNamesSubjectAndTextAsTheyWereWritten() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("billing", "pass of billing");
        server.start();
        try {
            int port = server.getSmtp().getPort();
            SmtpPost post = SmtpPost.of(settings(port, MailSettings.Security.NONE, Optional.of("billing")))
                    .orElseThrow();
            assertThat(post.send(MESSAGE)).isInstanceOf(DeliveryOutcome.Sent.class);
            MimeMessage got = server.getReceivedMessages()[0];
            InternetAddress from = (InternetAddress) got.getFrom()[0];
            InternetAddress to = (InternetAddress) got.getRecipients(Message.RecipientType.TO)[0];
            assertThat(from.getAddress() + "|" + from.getPersonal()).isEqualTo("billing@gateway.example|Gateway, Büro");
            assertThat(to.getAddress() + "|" + to.getPersonal()).isEqualTo("zoe@acme.example|Zoë");
            assertThat(got.getReplyTo()).containsExactly(new InternetAddress("help@gateway.example"));
            assertThat(got.getSubject()).isEqualTo("Größe: 4.21 USD");
            // The server gives the last line without its end.
            assertThat(got.getContent().toString().replace("\r\n", "\n")).isEqualTo("Grüße\n. point");
            assertThat(got.getMessageID()).isEqualTo("<ntc_1@gateway.example>");
            assertThat(got.getSentDate().toInstant()).isEqualTo(AT);
            assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");

            SmtpPost stranger = SmtpPost.of(settings(port, MailSettings.Security.NONE, Optional.of("stranger")))
                    .orElseThrow();
            DeliveryOutcome refused = stranger.send(MESSAGE);
            assertThat(refused).isInstanceOf(DeliveryOutcome.Unreachable.class);
            assertThat(refused.toString()).doesNotContain("pass of stranger");
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void theSameMessageIsTheSameBytesInEveryZoneAndLanguage() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try (SmtpDouble server = new SmtpDouble()) {
            post(server).send(MESSAGE);
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            post(server).send(MESSAGE);
            assertThat(server.accepted().get(1)).isEqualTo(server.accepted().get(0));
            assertThat(server.accepted().get(0).header("Date")).isEqualTo("Mon, 9 Mar 2026 23:07:06 +0000");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example\r\nBcc: all@b.example",
                "a@b.example\n",
                "a@b.example, c@d.example",
                "A <a@b.example>",
                "a@b.example> SIZE=1",
                "<a@b.example>",
                "\"a b\"@c.example",
                "a@b.example\u0000",
                "zoë@b.example",
                "a@",
                "@b.example",
                "a b@c.example",
                "a..b@c.example",
                ""
            })
    void anAddressThatCouldForgeAHeaderIsRefused(String address) {
        assertThatThrownBy(() -> new MailMessage("ntc_1", address, "", "s", "t", AT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the address is not one of the form name@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: all@b.example", "x\ny", "x\ry", "x\u0000"})
    void aNameOrSubjectThatCouldForgeAHeaderIsRefused(String text) {
        assertThatThrownBy(() -> new MailMessage("ntc_1", "a@b.example", text, "s", "t", AT))
                .hasMessageContaining("the name contains a line break");
        assertThatThrownBy(() -> new MailMessage("ntc_1", "a@b.example", "n", text, "t", AT))
                .hasMessageContaining("the subject contains a line break");
    }
}
