package io.reckoner.jobs.notice;

import io.reckoner.jobs.notice.webhook.WebhookSecret;
import io.reckoner.jobs.settings.Secret;
import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What is told, and where webhooks go. */
@Section("notice")
public record NoticeSettings(
        @Setting(
                        fallback = "",
                        min = "0",
                        max = "1000000",
                        means =
                                "An account whose balance falls below this, in USD, is told. None: only accounts with a threshold of their own.")
                Optional<BigDecimal> lowBalance,
        @Setting(fallback = "7d", means = "How long before it lapses a bonus is told of.") Duration bonusLapsesWithin,
        @Setting(
                        fallback = "7d",
                        means =
                                "What happened longer ago than this and was not told, since nothing ran, is not told any more.")
                Duration oldest,
        @Setting(
                        fallback = "",
                        means =
                                "Folder with templates of your own, such as `receipt.txt`. None: those that come along.")
                Optional<String> templates,
        @Setting(fallback = "", means = "Address of your own systems that notices are posted to. None: no webhooks.")
                Optional<String> webhookUrl,
        @Setting(fallback = "", means = "Secret (`whsec_` and 24 to 64 bytes in base64) that webhooks are signed with.")
                Optional<Secret> webhookSecret,
        @Setting(fallback = "15s", means = "How long that address may take to answer.") Duration webhookTimeout) {
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

    public NoticeSettings {
        if (lowBalance.isPresent() && lowBalance.get().stripTrailingZeros().scale() > Money.SCALE) {
            throw new IllegalArgumentException("low-balance has more than twelve decimals. Write at most twelve.");
        }
        if (oldest.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("oldest is " + oldest + ". Write 1h or more, such as 7d.");
        }
        if (webhookTimeout.toMillis() < 1 || webhookTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("webhook-timeout is " + webhookTimeout + ". Write 1s to 60s.");
        }
        if (webhookUrl.isPresent() != webhookSecret.isPresent()) {
            throw new IllegalArgumentException("webhook-url and webhook-secret belong together. Give both, or none.");
        }
        webhookUrl.ifPresent(NoticeSettings::requireAddress);
        webhookSecret.ifPresent(WebhookSecret::of);
    }

    /** Below which an account without a threshold of its own is told. */
    Optional<Money> threshold() {
        return lowBalance.map(Money::of);
    }

    /** A password in the address would end up in logs. */
    private static void requireAddress(String url) {
        boolean fine;
        try {
            URI uri = URI.create(url);
            fine = uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            fine = false;
        }
        if (!fine) {
            throw new IllegalArgumentException(
                    "webhook-url is no web address. Write one such as https://example.com/reckoner, without user and password.");
        }
    }
}
