package io.reckoner.jobs.notice.smtp;

import io.reckoner.jobs.notice.DeliveryOutcome;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Hands a message to the mail server, once.
 *
 * <p>An answer of 4xx means later, one of 5xx never; but what is refused before the address was given concerns us and not the
 * message. A connection that breaks before the end of the message was written has delivered nothing; one that breaks after it may
 * have.
 */
public final class SmtpPost {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int FIRST_TEMPORARY = 400;
    private static final int FIRST_PERMANENT = 500;
    private static final int LAST_PERMANENT = 599;

    private final MailSettings settings;
    private final String host;
    private final InternetAddress from;
    private final Session session;

    private SmtpPost(MailSettings settings, String host, InternetAddress from) {
        this.settings = settings;
        this.host = host;
        this.from = from;
        this.session = Session.getInstance(properties(settings));
    }

    /** Where a server is set up. */
    public static Optional<SmtpPost> of(MailSettings settings) {
        return settings.host()
                .map(host -> new SmtpPost(
                        settings,
                        host,
                        address(
                                settings.from().orElseThrow(),
                                settings.fromName().orElse(""))));
    }

    private static Properties properties(MailSettings settings) {
        String millis = String.valueOf(settings.timeout().toMillis());
        boolean needsStartTls = settings.security() == MailSettings.Security.STARTTLS;
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(needsStartTls));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(needsStartTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.auth", String.valueOf(settings.user().isPresent()));
        properties.setProperty("mail.smtp.quitwait", "false");
        return properties;
    }

    /** Never throws: what the server or the network did is the outcome. */
    public DeliveryOutcome send(MailMessage message) {
        WatchedTransport transport = WatchedTransport.of(session, settings.security());
        try {
            MimeMessage mime = mime(message);
            transport.connect(
                    host,
                    settings.portOrUsual(),
                    settings.user().orElse(null),
                    settings.password().map(secret -> secret.reveal()).orElse(null));
            transport.sendMessage(mime, new Address[] {new InternetAddress(message.to())});
            return new DeliveryOutcome.Sent(line(transport.getLastServerResponse()));
        } catch (MessagingException fault) {
            return meaning(fault, transport);
        } finally {
            close(transport);
        }
    }

    private MimeMessage mime(MailMessage message) throws MessagingException {
        String domain = from.getAddress().substring(from.getAddress().indexOf('@'));
        MimeMessage mime = new NamedMessage(session, "<" + message.id() + domain + ">");
        mime.setFrom(from);
        settings.replyTo().ifPresent(reply -> setReplyTo(mime, reply));
        mime.setRecipient(Message.RecipientType.TO, address(message.to(), message.name()));
        mime.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mime.setHeader("Date", DATE.format(message.at()));
        mime.setHeader("Auto-Submitted", "auto-generated");
        mime.setText(message.text(), StandardCharsets.UTF_8.name());
        mime.saveChanges();
        return mime;
    }

    private static void setReplyTo(MimeMessage mime, String reply) {
        try {
            mime.setReplyTo(new Address[] {new InternetAddress(reply)});
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InternetAddress address(String address, String name) {
        try {
            return new InternetAddress(address, name.isEmpty() ? null : name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DeliveryOutcome meaning(MessagingException fault, WatchedTransport transport) {
        Optional<Answer> answer = answer(fault);
        if (answer.isPresent() && transport.isAddressed()) {
            return answer.get().code() >= FIRST_PERMANENT
                    ? new DeliveryOutcome.Refused(answer.get().words())
                    : new DeliveryOutcome.TryAgain(answer.get().words());
        }
        String why = answer.map(Answer::words).orElseGet(() -> line(fault.getMessage()));
        return transport.isHandedOver()
                ? new DeliveryOutcome.Unknown("the connection broke after the message was handed over: " + why)
                : new DeliveryOutcome.Unreachable(why);
    }

    /** A refusal in the server's words. */
    private record Answer(int code, String words) {}

    /** The refusal among what went wrong; empty where the server has not answered. */
    private static Optional<Answer> answer(MessagingException fault) {
        for (@Nullable Exception each = fault; each != null; each = next(each)) {
            int code = code(each);
            if (code >= FIRST_TEMPORARY && code <= LAST_PERMANENT) {
                return Optional.of(new Answer(code, line(each.getMessage())));
            }
        }
        return Optional.empty();
    }

    /** The server's code; 0 where there is none, or where a later fault tells more. */
    private static int code(Exception fault) {
        if (fault instanceof SMTPAddressFailedException refused) {
            return refused.getReturnCode();
        }
        return fault instanceof SMTPSendFailedException refused && refused.getNextException() == null
                ? refused.getReturnCode()
                : 0;
    }

    private static @Nullable Exception next(Exception fault) {
        return fault instanceof MessagingException chained ? chained.getNextException() : null;
    }

    /** Servers answer in lines. */
    private static String line(@Nullable String text) {
        return text == null ? "no reason was given" : text.strip().replaceAll("\\p{Cntrl}+", " ");
    }

    private static void close(WatchedTransport transport) {
        try {
            transport.close();
        } catch (MessagingException late) {
            // what became of the message is known already
        }
    }

    /** A message whose id is ours: sent again, it is the same mail. */
    private static final class NamedMessage extends MimeMessage {
        private final String id;

        NamedMessage(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
