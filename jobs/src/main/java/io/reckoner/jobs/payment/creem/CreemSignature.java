package io.reckoner.jobs.payment.creem;

import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.Signatures;
import io.reckoner.jobs.payment.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Two signatures of Creem's: by the rules of Standard Webhooks ({@code v1}, over id, time and body), and the older one over
 * the body alone. Where both are there, the one that tells the time counts.
 */
final class CreemSignature {
    private static final String PREFIX = "whsec_";
    private static final int LONGEST_TIME = 12;

    private CreemSignature() {}

    static Verdict verify(Delivery delivery, Optional<String> secret, Instant now, Duration tolerance) {
        Optional<String> standard = delivery.header("webhook-signature");
        Optional<String> older = delivery.header("creem-signature");
        if (standard.isEmpty() && older.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.UNSIGNED);
        }
        if (secret.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.FORGED);
        }
        if (standard.isPresent()) {
            return standard(delivery, standard.get(), secret.get(), now, tolerance);
        }
        byte[] expected = Signatures.hmac("HmacSHA256", secret.get().getBytes(StandardCharsets.UTF_8), delivery.body());
        return Signatures.isHex(older.get(), expected)
                ? new Verdict.Genuine()
                : new Verdict.Refused(Verdict.Reason.FORGED);
    }

    private static Verdict standard(
            Delivery delivery, String signatures, String secret, Instant now, Duration tolerance) {
        String id = delivery.header("webhook-id").orElse("");
        String time = delivery.header("webhook-timestamp").orElse("");
        if (id.isEmpty() || !time.matches("[0-9]{1," + LONGEST_TIME + "}")) {
            return new Verdict.Refused(Verdict.Reason.FORGED);
        }
        byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(head, head.length + delivery.body().length);
        System.arraycopy(delivery.body(), 0, message, head.length, delivery.body().length);
        byte[] expected = Base64.getEncoder().encode(Signatures.hmac("HmacSHA256", key(secret), message));
        boolean isSigned = Arrays.stream(signatures.split(" "))
                .filter(each -> each.startsWith("v1,"))
                .anyMatch(each -> MessageDigest.isEqual(
                        each.substring("v1,".length()).getBytes(StandardCharsets.US_ASCII), expected));
        if (!isSigned) {
            return new Verdict.Refused(Verdict.Reason.FORGED);
        }
        return isFresh(time, now, tolerance) ? new Verdict.Genuine() : new Verdict.Refused(Verdict.Reason.STALE);
    }

    private static boolean isFresh(String time, Instant now, Duration tolerance) {
        try {
            return Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                            .abs()
                            .compareTo(tolerance)
                    <= 0;
        } catch (DateTimeException | ArithmeticException absurd) {
            return false;
        }
    }

    /** The secret is base64, with or without its prefix; one that is not is taken as it stands. */
    private static byte[] key(String secret) {
        String bare = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        try {
            return Base64.getDecoder().decode(bare);
        } catch (IllegalArgumentException plain) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    }
}
