package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Refusal;
import java.util.regex.Pattern;

/**
 * A customer.
 *
 * @param id opaque, for ever: it stands in logs, facts and the journal, so it must not be a name or an address
 * @param name for people; may be blanked
 */
public record Account(String id, String name, AccountStatus status, Billing billing) {
    private static final Pattern ID = Pattern.compile("[!#-&(-\\[\\]-~]{1,200}");
    private static final int LONGEST_NAME = 200;

    public Account {
        requireId("account", id);
        requireName(name);
    }

    /** An account that is active, without billing details. */
    public static Account of(String id, String name) {
        return new Account(id, name, AccountStatus.ACTIVE, Billing.NONE);
    }

    static void requireName(String name) {
        Refusal.ifUnprintable("name", name);
        if (name.length() > LONGEST_NAME) {
            throw new Refusal("the name has " + name.length() + " characters. Write at most " + LONGEST_NAME + ".");
        }
    }

    static void requireId(String what, String id) {
        if (!ID.matcher(id).matches()) {
            throw new Refusal("\"" + id + "\" is no id of " + (what.equals("account") ? "an " : "a ") + what
                    + ". Write 1 to 200 letters, digits and signs of ASCII, without spaces, quotes and backslashes.");
        }
    }
}
