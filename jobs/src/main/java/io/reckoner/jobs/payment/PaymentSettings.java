package io.reckoner.jobs.payment;

import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What all gateways share. */
@Section("payment")
public record PaymentSettings(
        @Setting(
                        fallback = "20s",
                        means = "How long a gateway may take to answer. After that nobody knows, and it is looked up.")
                Duration timeout,
        @Setting(
                        fallback = "5m",
                        means =
                                "How old or far ahead the signature of a webhook may be, for gateways whose signatures tell the time.")
                Duration webhookTolerance,
        @Setting(fallback = "10m", means = "An intent without outcome for this long is looked up by the sweep.")
                Duration lookUpAfter,
        @Setting(
                        fallback = "24h",
                        means =
                                "An intent still undecided after this long is a break; so is an entry of a gateway's list that could not be taken in, and a webhook may be closed.")
                Duration openAtMost,
        @Setting(
                        fallback = "24h",
                        means =
                                "How long a customer may take to pay on a page, or to prove who he is: 1h to 15d. After that it is closed, where the gateway can do that, and the account is free; a renewal waits no longer for it.")
                Duration pageLife,
        @Setting(fallback = "15s", means = "How often `serve` processes the webhooks that have arrived.")
                Duration process,
        @Setting(fallback = "10m", means = "How often `serve` sweeps payments.") Duration sweep,
        @Setting(
                        fallback = "1h",
                        means = "How long after a reading of a gateway's own list of payments a sweep reads it again.")
                Duration listEvery,
        @Setting(
                        fallback = "3d",
                        means =
                                "How far before its last whole reading, or before now for the first, a gateway's list is read.")
                Duration listWindow,
        @Setting(
                        fallback = "",
                        means =
                                "Address under which gateways reach `serve`, such as `https://billing.example.com`; some are told it with each charge.")
                Optional<String> publicUrl,
        @Setting(fallback = "", means = "Page on which a customer lands after paying.") Optional<String> returnUrl) {
    /** Time-outs a call may run into one after the other: connecting, sending, reading. */
    private static final int LONGEST_CALL = 3;

    private static final Duration SHORTEST_PAGE = Duration.ofHours(1);
    private static final Duration LONGEST_PAGE = Duration.ofDays(15);

    public PaymentSettings {
        requireSeconds("timeout", timeout);
        requireSeconds("webhook-tolerance", webhookTolerance);
        requireSeconds("look-up-after", lookUpAfter);
        requireSeconds("open-at-most", openAtMost);
        if (pageLife.compareTo(SHORTEST_PAGE) < 0 || pageLife.compareTo(LONGEST_PAGE) > 0) {
            throw new IllegalArgumentException("page-life is not within 1h and 15d. Gateways keep no page for longer.");
        }
        requireSeconds("process", process);
        requireSeconds("sweep", sweep);
        requireSeconds("list-every", listEvery);
        if (listWindow.compareTo(openAtMost.plus(listEvery)) < 0) {
            throw new IllegalArgumentException(
                    "list-window is shorter than open-at-most and list-every together: a payment could leave it before it is named. Lengthen it.");
        }
        if (lookUpAfter.compareTo(timeout.multipliedBy(LONGEST_CALL)) < 0) {
            throw new IllegalArgumentException(
                    "look-up-after is shorter than " + LONGEST_CALL
                            + " times timeout: a call still on its way would be taken for one that never arrived. Lengthen it.");
        }
        publicUrl.ifPresent(url -> requireUrl("public-url", url));
        returnUrl.ifPresent(url -> requireUrl("return-url", url));
    }

    /** Refuses what is no web address. */
    public static void requireUrl(String setting, String url) {
        boolean fine;
        try {
            URI uri = URI.create(url);
            fine = uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            fine = false;
        }
        if (!fine || url.endsWith("/")) {
            throw new IllegalArgumentException(setting + " is \"" + url
                    + "\". Write an address such as https://example.com, without a slash at its end.");
        }
    }

    private static void requireSeconds(String setting, Duration length) {
        if (length.toSeconds() < 1) {
            throw new IllegalArgumentException(setting + " is below a second. Write 1s or more.");
        }
    }
}
