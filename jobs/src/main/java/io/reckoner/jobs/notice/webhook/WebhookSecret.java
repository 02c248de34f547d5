package io.reckoner.jobs.notice.webhook;

import io.reckoner.jobs.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs by the rules of Standard Webhooks: HMAC-SHA256 over id, time and body, joined by points, in base64 after {@code v1,}.
 */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final byte[] key;

    private WebhookSecret(byte[] key) {
        this.key = key;
    }

    /**
     * The key behind a secret.
     *
     * @throws IllegalArgumentException when it is none; the secret is not in the message
     */
    public static WebhookSecret of(Secret secret) {
        String text = secret.reveal().strip();
        if (text.startsWith(PREFIX)) {
            try {
                byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
                if (key.length >= SHORTEST && key.length <= LONGEST) {
                    return new WebhookSecret(key);
                }
            } catch (IllegalArgumentException garbled) {
                // told below, without its text
            }
        }
        throw new IllegalArgumentException(
                "webhook-secret is no secret of Standard Webhooks. Write whsec_ and 24 to 64 random bytes in base64.");
    }

    /** The header {@code webhook-signature}. */
    public String sign(String id, long epochSeconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + epochSeconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
