package io.reckoner.jobs.act;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What an act is recognised by when it is repeated: the number of a payment, of a ticket, of an order.
 *
 * @param text used once for ever within its kind of act
 */
public record Reference(String text) {
    private static final Pattern FORM = Pattern.compile("[!#-&(-\\[\\]-~]{1,120}");

    public Reference {
        if (text.isEmpty()) {
            throw new Refusal("\"\" is no reference: it is empty. Give one, or leave the option out.");
        }
        if (!FORM.matcher(text).matches()) {
            throw new Refusal("\"" + text + "\" is no reference. Write 1 to 120 letters, digits and signs of ASCII, "
                    + "without spaces, quotes and backslashes.");
        }
    }

    /** A reference made of others' texts, which may be too long together: then the SHA-256 of it. */
    public static Reference folded(String text) {
        return FORM.matcher(text).matches() ? new Reference(text) : new Reference("sha256:" + sha256(text));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A reference that was never used. */
    public static Reference fresh() {
        return new Reference(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return text;
    }
}
