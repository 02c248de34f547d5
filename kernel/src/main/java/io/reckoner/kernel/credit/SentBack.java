package io.reckoner.kernel.credit;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import java.math.BigInteger;

/**
 * What goes back with a part of a payment: the same part of its tax, and of the credit that came with it.
 *
 * <p>Parts are reckoned from what has gone back in all, so that several refunds come to the same as one, and a whole one takes
 * all of it. Tax is in whole cents, half to even; credit is cut off to whole picos. Example: of 11.90 paid with 1.90 of tax
 * and a bonus of 2.00, 5.95 takes 0.95 of tax and 1.00 of the bonus.
 *
 * @param paid the whole payment, tax included; more than zero
 * @param before gone back before
 * @param now goes back now; together with {@code before} no more than was paid
 */
public record SentBack(Money paid, Money before, Money now) {
    public SentBack {
        if (!now.isPositive() || before.isNegative() || before.plus(now).compareTo(paid) > 0) {
            throw new IllegalArgumentException(
                    "of a payment of " + paid + ", of which " + before + " has gone back, " + now + " cannot go back");
        }
    }

    /** How much of a tax on the payment goes back. */
    public Money tax(Money whole) {
        return cents(whole, before.plus(now)).minus(cents(whole, before));
    }

    /** How much of a lot that came with the payment goes back. */
    public Money ofLot(Money granted) {
        return cutOff(granted, before.plus(now)).minus(cutOff(granted, before));
    }

    private Money cents(Money whole, Money back) {
        return Rounding.toCents(whole.picos().multiply(back.picos()), paid.picos());
    }

    private Money cutOff(Money whole, Money back) {
        BigInteger part = whole.picos().multiply(back.picos()).divide(paid.picos());
        return Money.ofPicos(part);
    }
}
