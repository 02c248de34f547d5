package io.reckoner.jobs.notice.smtp;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A mail of plain text to one address.
 *
 * @param id what the mail is known by, the same if it is ever sent again: letters, digits and {@code _}
 * @param name of whom it goes to; may be empty
 * @param at when it is sent, to the second
 */
public record MailMessage(String id, String to, String name, String subject, String text, Instant at) {
    /** One address of plain ASCII: nothing in it can begin a header, a second address or a command. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,100}");
    private static final int LONGEST_ADDRESS = 254;

    public MailMessage {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("\"" + id + "\" is no id of a mail");
        }
        if (!isAddress(to)) {
            throw new IllegalArgumentException(
                    "the address is not one of the form name@example.com, in letters, digits and signs of ASCII");
        }
        requirePrintable("name", name);
        requirePrintable("subject", subject);
    }

    /** Whether it is one address, without a name. */
    static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS && ADDRESS.matcher(text).matches();
    }

    private static void requirePrintable(String what, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "the " + what + " contains a line break or another control character, which could forge a header");
        }
    }
}
