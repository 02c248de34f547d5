package io.reckoner.jobs.notice;

import io.reckoner.jobs.notice.webhook.WebhookPost;
import io.reckoner.jobs.notice.webhook.WebhookSecret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** Posts a notice to the operator's own systems; opting out concerns mail alone. */
final class WebhookCourier implements Courier {
    private final String url;
    private final WebhookPost post;

    private WebhookCourier(String url, WebhookPost post) {
        this.url = url;
        this.post = post;
    }

    /** Where an address is set. */
    static Optional<WebhookCourier> of(NoticeSettings settings) {
        return settings.webhookUrl()
                .map(url -> new WebhookCourier(
                        url,
                        new WebhookPost(
                                URI.create(url),
                                WebhookSecret.of(settings.webhookSecret().orElseThrow()),
                                settings.webhookTimeout())));
    }

    @Override
    public NoticeChannel channel() {
        return NoticeChannel.WEBHOOK;
    }

    @Override
    public DeliveryOutcome deliver(Notice notice, NoticeDeliveryTable.Claim claim) {
        return post.post(notice.id(), claim.at(), NoticeJson.webhook(notice));
    }

    /** An address may hold a token, so it is not kept itself. */
    @Override
    public byte[] address() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(url.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
