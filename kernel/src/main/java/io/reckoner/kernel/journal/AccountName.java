package io.reckoner.kernel.journal;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a ledger account: segments joined by colons, the first of them one of Assets, Liabilities, Equity, Income,
 * Expenses. {@code Liabilities:CustomerCredit:Paid}.
 *
 * <p>The letters allowed are those that hledger, ledger and beancount all accept, so that no export has to rename: each
 * segment begins with a capital or a digit and goes on with letters, digits and hyphens. Names sort by their bytes.
 */
public record AccountName(String name) implements Comparable<AccountName> {
    private static final Pattern NAME =
            Pattern.compile("(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+");

    public AccountName {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a ledger account; write Assets, Liabilities, Equity,"
                            + " Income or Expenses, then segments of letters, digits and hyphens, such as Assets:Clearing:Stripe");
        }
    }

    /** The account below this one for a thing of the outside world: a provider, a gateway. */
    AccountName child(String thing) {
        return new AccountName(name + ":" + segment(thing));
    }

    /**
     * The id of a provider or gateway as a segment; two ids never share one. Lower case letters, digits and hyphens stay,
     * a first letter becomes a capital, every other byte is written {@code -xHH} (behind {@code X-x} where it comes first),
     * and so is a hyphen that stands before an x: {@code openai} is {@code Openai}, {@code azure-openai} is
     * {@code Azure-openai}, {@code fal_ai} is {@code Fal-x5fai}, {@code AWS} is {@code X-x-x41-x57-x53}.
     */
    static String segment(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a provider or gateway needs an id to have an account");
        }
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        StringBuilder segment = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9' || b >= 'a' && b <= 'z') {
                segment.append(i == 0 ? Character.toUpperCase((char) b) : (char) b);
            } else if (b == '-' && i > 0 && (i + 1 == bytes.length || bytes[i + 1] != 'x')) {
                segment.append('-');
            } else {
                segment.append(i == 0 ? "X-x-x" : "-x").append(HexFormat.of().toHexDigits(b));
            }
        }
        return segment.toString();
    }

    @Override
    public int compareTo(AccountName other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
