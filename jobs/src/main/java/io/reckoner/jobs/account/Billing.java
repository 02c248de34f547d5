package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Refusal;
import java.util.regex.Pattern;

/** Who is billed; every part may be empty. The only personal data of an account beside its name. */
public record Billing(String name, String email, String address, String country, String taxId) {
    public static final Billing NONE = new Billing("", "", "", "", "");

    private static final int LONGEST = 500;
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@([^@\\s.]+(\\.[^@\\s.]+)+|localhost)");

    public Billing {
        check("billing name", name);
        check("billing e-mail", email);
        check("billing address", address);
        check("billing country", country);
        check("tax id", taxId);
        if (!country.isEmpty() && !country.matches("[A-Z]{2}")) {
            throw new Refusal(
                    "the billing country is \"" + country + "\". Write its two letters of ISO 3166, such as DE or US.");
        }
    }

    /**
     * Refuses an e-mail that is newly given and can be no address: one @ between a name and a host with a dot in it, or localhost,
     * and no blanks. What was stored by earlier versions stays readable.
     */
    public Billing withAddressChecked() {
        if (!email.isEmpty() && !ADDRESS.matcher(email).matches()) {
            throw new Refusal("the billing e-mail \"" + email + "\" is no address. Write it as billing@example.com.");
        }
        return this;
    }

    private static void check(String what, String text) {
        Refusal.ifUnprintable(what, text);
        if (text.length() > LONGEST) {
            throw new Refusal("the " + what + " has " + text.length() + " characters. Write at most " + LONGEST + ".");
        }
    }
}
