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

    public Receipt {
        if (gateway.isEmpty() || paid.isNegative() || tax.isNegative() || tax.compareTo(paid) > 0) {
            throw new IllegalArgumentException("a receipt names its gateway and a payment not below its tax; gateway \""
                    + gateway + "\", paid " + paid + ", tax " + tax);
        }
        if (!Rounding.toCents(paid).equals(paid)) {
            throw new IllegalArgumentException("a payment is in whole cents, not " + paid);
        }
    }

    /** A receipt without tax. */
    public static Receipt of(String gateway, Money paid) {
        return new Receipt(gateway, paid, Money.ZERO);
    }
}
