package io.reckoner.jobs.act;

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
        if (!FORM.matcher(text).matches()) {
            throw new Refusal("\"" + text + "\" is no reference. Write 1 to 120 letters, digits and signs of ASCII, "
                    + "without spaces, quotes and backslashes.");
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
