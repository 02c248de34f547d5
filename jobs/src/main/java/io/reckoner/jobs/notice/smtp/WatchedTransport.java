package io.reckoner.jobs.notice.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Notes how far a message has come, so that a broken connection can be understood. */
final class WatchedTransport extends SMTPTransport {
    private boolean addressed;
    private boolean handedOver;

    /** @param implicitTls TLS from the first byte on */
    private WatchedTransport(Session session, String protocol, boolean implicitTls) {
        super(session, null, protocol, implicitTls);
    }

    static WatchedTransport of(Session session, MailSettings.Security security) {
        return new WatchedTransport(session, "smtp", security == MailSettings.Security.TLS);
    }

    /** Whether the server has accepted the sender and was given the address. */
    boolean isAddressed() {
        return addressed;
    }

    /** Whether the end of the message may have reached the server: from here on it may have it, whatever we hear. */
    boolean isHandedOver() {
        return handedOver;
    }

    @Override
    protected void rcptTo() throws MessagingException {
        addressed = true;
        super.rcptTo();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        handedOver = true;
        super.finishData();
    }
}
