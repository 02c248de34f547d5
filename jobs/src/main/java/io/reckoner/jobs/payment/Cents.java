package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An amount as gateways speak of it: whole cents of US dollars. Example: 1234 is 12.34 USD.
 *
 * @param count 0 to 899,999,999
 */
public record Cents(long count) implements Comparable<Cents> {
    public static final Cents NONE = new Cents(0);

    /** A lot must stay below nine million dollars. */
    private static final long LIMIT = 900_000_000;

    private static final int DECIMALS = 2;

    /** Texts longer than this are no amounts. */
    private static final int LONGEST = 30;

    /** Currencies whose smallest unit is the whole: their amounts would be taken for a hundredth of what they are. */
    private static final Set<String> WITHOUT_CENTS = Set.of(
            "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
            "XPF");

    public Cents {
        if (count < 0 || count >= LIMIT) {
            throw new IllegalArgumentException("an amount of " + count
                    + " cents is no payment. It must be 0 to 899,999,999 cents, that is below 9,000,000.00 USD");
        }
    }

    /**
     * Cents of an amount of money.
     *
     * @throws Refusal when it has a fraction of a cent, or is zero, negative or absurd
     */
    public static Cents of(Money amount) {
        if (!Rounding.toCents(amount).equals(amount)) {
            throw new Refusal("a payment is in whole cents, not " + amount + ". Write at most two decimals.");
        }
        if (!amount.isPositive()) {
            throw new Refusal("a payment of " + amount + " is nothing. Write an amount above zero.");
        }
        BigDecimal cents = amount.toBigDecimal().movePointRight(DECIMALS);
        if (cents.compareTo(BigDecimal.valueOf(LIMIT)) >= 0) {
            throw new Refusal("a payment of " + amount + " is too large. Write one below 9000000.00.");
        }
        return new Cents(cents.longValueExact());
    }

    /**
     * Cents of a gateway's decimal text, such as {@code 12.34}. Finer amounts are rounded half-even, as all money that meets
     * the outside world.
     *
     * @throws IllegalArgumentException for what is no plain decimal, negative or absurd
     */
    public static Cents ofDecimal(String text) {
        if (text.length() > LONGEST || !text.matches("[0-9]+(\\.[0-9]+)?")) {
            throw new IllegalArgumentException(
                    "\"" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text)
                            + "\" is no amount: digits and a point were expected");
        }
        BigDecimal cents = new BigDecimal(text).movePointRight(DECIMALS).setScale(0, java.math.RoundingMode.HALF_EVEN);
        if (cents.compareTo(BigDecimal.valueOf(LIMIT)) >= 0) {
            throw new IllegalArgumentException(
                    "an amount of " + text + " is no payment. It must be below 9,000,000.00 USD");
        }
        return new Cents(cents.longValueExact());
    }

    /**
     * Refuses every currency but US dollars, by name.
     *
     * @param currency ISO code in any case
     * @throws IllegalArgumentException naming the currency
     */
    public static void requireUsd(String currency) {
        notUsd(currency).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    /**
     * Why money of a currency is not taken; empty for US dollars.
     *
     * @param currency ISO code in any case
     */
    public static Optional<String> notUsd(String currency) {
        String code = currency.toUpperCase(Locale.ROOT);
        return code.equals("USD")
                ? Optional.empty()
                : Optional.of("the currency is "
                        + (code.matches("[A-Z0-9]{1,12}") ? code : "no currency code")
                        + (WITHOUT_CENTS.contains(code) ? ", which has no cents" : "") + "; only USD is taken");
    }

    /** Exactly the same in dollars. */
    public Money toMoney() {
        return Money.of(BigDecimal.valueOf(count, DECIMALS));
    }

    /** Digits, a point and two decimals. */
    public String decimal() {
        return BigDecimal.valueOf(count, DECIMALS).toPlainString();
    }

    public boolean isPositive() {
        return count > 0;
    }

    @Override
    public int compareTo(Cents other) {
        return Long.compare(count, other.count);
    }

    @Override
    public String toString() {
        return decimal() + " USD";
    }
}
