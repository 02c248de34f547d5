package io.reckoner.jobs.notice.smtp;

import io.reckoner.jobs.settings.Secret;
import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.time.Duration;
import java.util.Optional;

/** The mail server, and who the mail is from. */
@Section("mail")
public record MailSettings(
        @Setting(fallback = "", means = "Mail server that takes notices for customers. None: no mail is sent.")
                Optional<String> host,
        @Setting(
                        fallback = "",
                        min = "1",
                        max = "65535",
                        means = "Its port. None: 587 with `starttls`, 465 with `tls`, 25 with `none`.")
                Optional<Integer> port,
        @Setting(
                        fallback = "starttls",
                        means = "`starttls` and `tls` refuse to go on without; `none` is for a server on this machine.")
                Security security,
        @Setting(fallback = "", means = "User at the mail server. None: nobody logs in.") Optional<String> user,
        @Setting(fallback = "", means = "Password of that user; better given as the variable than in the file.")
                Optional<Secret> password,
        @Setting(fallback = "", means = "Address that notices come from, such as `billing@example.com`.")
                Optional<String> from,
        @Setting(fallback = "", means = "Name beside that address.") Optional<String> fromName,
        @Setting(fallback = "", means = "Address that answers go to. None: to the sender's.") Optional<String> replyTo,
        @Setting(fallback = "20s", means = "How long the mail server may take for each answer.") Duration timeout) {
    /** How the connection is kept private. */
    public enum Security {
        STARTTLS(587),
        TLS(465),
        NONE(25);

        private final int port;

        Security(int port) {
            this.port = port;
        }
    }

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    public MailSettings {
        if (host.isPresent() && from.isEmpty()) {
            throw new IllegalArgumentException("host is given without from. Write the address that notices come from.");
        }
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("user and password belong together. Give both, or none.");
        }
        from.ifPresent(address -> require("from", address));
        replyTo.ifPresent(address -> require("reply-to", address));
        if (fromName.isPresent() && fromName.get().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("from-name contains a line break or another control character.");
        }
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout is " + timeout + ". Write 1s to 60s.");
        }
    }

    private static void require(String setting, String address) {
        if (!MailMessage.isAddress(address)) {
            throw new IllegalArgumentException(
                    setting + " is no mail address. Write one such as billing@example.com, without a name.");
        }
    }

    /** The port asked for, or the usual one. */
    int portOrUsual() {
        return port.orElse(security.port);
    }
}
