package io.reckoner.kernel.account;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as its holder writes it: {@code rk_} and a public id, an underscore, 32 random bytes, a checksum.
 *
 * <p>Example: {@code rk_7Hd92kLmQ0aZx_} and 49 more letters and digits, of which the last six are the checksum, so that a
 * mistyped key is told from an unknown one without a look-up. The {@link #id} may be logged and shown; of the secret
 * only {@link #secretSha256} is kept.
 */
public final class ApiKeyText {
    /** Random bytes behind the public id. */
    public static final int ID_BYTES = 9;
    /** Random bytes of the secret. */
    public static final int SECRET_BYTES = 32;

    private static final String PREFIX = "rk_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 13;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM = Pattern.compile("(rk_[0-9A-Za-z]{" + ID_LENGTH + "})_([0-9A-Za-z]{"
            + SECRET_LENGTH + "})([0-9A-Za-z]{" + CHECKSUM_LENGTH + "})");

    private final String id;
    private final String secret;

    private ApiKeyText(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    /** A new key of {@link #ID_BYTES} and {@link #SECRET_BYTES} random bytes. */
    public static ApiKeyText of(byte[] idBytes, byte[] secretBytes) {
        if (idBytes.length != ID_BYTES || secretBytes.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a key needs " + ID_BYTES + " and " + SECRET_BYTES
                    + " random bytes, not " + idBytes.length + " and " + secretBytes.length);
        }
        return new ApiKeyText(
                PREFIX + base62(new BigInteger(1, idBytes), ID_LENGTH),
                base62(new BigInteger(1, secretBytes), SECRET_LENGTH));
    }

    /** The key in a text, if it has the form and its checksum is right. */
    public static Optional<ApiKeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ApiKeyText key = new ApiKeyText(matcher.group(1), matcher.group(2));
        return key.checksum().equals(matcher.group(3)) ? Optional.of(key) : Optional.empty();
    }

    /** The public id, which names the key everywhere: {@code rk_7Hd92kLmQ0aZx}. */
    public String id() {
        return id;
    }

    /** The whole key, to be shown once. */
    public String reveal() {
        return id + "_" + secret + checksum();
    }

    /** What is stored of the secret. */
    public byte[] secretSha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether this is the key whose hash was stored; takes the same time whatever differs. */
    public boolean matches(byte[] storedSha256) {
        return MessageDigest.isEqual(secretSha256(), storedSha256);
    }

    /** The id alone: a key that slips into a log tells nothing. */
    @Override
    public String toString() {
        return id;
    }

    private String checksum() {
        CRC32 crc = new CRC32();
        crc.update((id + "_" + secret).getBytes(StandardCharsets.US_ASCII));
        return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
    }

    private static String base62(BigInteger number, int length) {
        char[] digits = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
            digits[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(digits);
    }
}
