package io.reckoner.jobs.payment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes that webhooks are signed with. */
public final class Signatures {
    private Signatures() {}

    /** @param algorithm such as {@code HmacSHA256} */
    public static byte[] hmac(String algorithm, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a hash in hexadecimal digits is the expected one; takes as long for a wrong one as for a right one. */
    public static boolean isHex(String given, byte[] expected) {
        return MessageDigest.isEqual(
                given.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII),
                HexFormat.of().formatHex(expected).getBytes(StandardCharsets.US_ASCII));
    }
}
