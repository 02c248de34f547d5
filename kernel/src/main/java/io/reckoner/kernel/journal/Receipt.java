package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;

/**
 * Money that came from a customer, or went back to one, through the outside world.
 *
 * @param gateway id of the payment gateway; {@link #OFFLINE} for money straight into the bank
 * @param paid all of it, tax included, in whole cents
 * @param tax how much of it is tax
 */
public record Receipt(String gateway, Money paid, Money tax) {
    /** The gateway of payments that arrive in the bank without one. */
    public static final String OFFLINE = "offline";

    private static final Money CENT = Money.ofCents(1);

    public Receipt {
        if (gateway.isEmpty() || paid.isNegative() || tax.isNegative() || tax.compareTo(paid) > 0) {
            throw new IllegalArgumentException("a receipt names its gateway and a payment not below its tax; gateway \""
                    + gateway + "\", paid " + paid + ", tax " + tax);
        }
        if (!Rounding.toCents(paid).equals(paid)) {
            throw new IllegalArgumentException("a payment is in whole cents, not " + paid);
        }
    }

    /**
     * What the rounding to cents leaves between the payment and a sale of this amount with its tax.
     *
     * @throws IllegalArgumentException when it is a cent or more
     */
    Money rounding(Money sold) {
        Money rounding = sold.plus(tax).minus(paid);
        if (rounding.abs().compareTo(CENT) >= 0) {
            throw new IllegalArgumentException("a payment of " + paid + " does not fit a sale of " + sold
                    + " and tax of " + tax + ": only the rounding to cents may lie between them");
        }
        return rounding;
    }

    /** A receipt without tax. */
    public static Receipt of(String gateway, Money paid) {
        return new Receipt(gateway, paid, Money.ZERO);
    }
}
