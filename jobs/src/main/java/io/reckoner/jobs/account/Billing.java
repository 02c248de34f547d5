package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Refusal;

/** Who is billed; every part may be empty. The only personal data of an account beside its name. */
public record Billing(String name, String email, String address, String country, String taxId) {
    public static final Billing NONE = new Billing("", "", "", "", "");

    private static final int LONGEST = 500;

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

    private static void check(String what, String text) {
        Refusal.ifUnprintable(what, text);
        if (text.length() > LONGEST) {
            throw new Refusal("the " + what + " has " + text.length() + " characters. Write at most " + LONGEST + ".");
        }
    }
}
