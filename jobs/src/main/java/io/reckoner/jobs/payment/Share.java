package io.reckoner.jobs.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Which part of a payment is ours, where its gateway keeps the rest, such as the tax it owes.
 *
 * @param paid what the customer paid; more than zero
 * @param ours what of it was ours
 */
public record Share(Cents paid, Cents ours) {
    public Share {
        if (!paid.isPositive()) {
            throw new IllegalArgumentException("nothing was paid of what goes back");
        }
        if (ours.compareTo(paid) > 0) {
            throw new IllegalArgumentException("of " + paid + " no " + ours + " can be ours");
        }
    }

    /**
     * Ours of what goes back. Parts are reckoned from what has gone back in all, so that several come to the same as one: the share of all, in
     * whole cents, half to even, less ours of what went back before; never below zero. Example: of 20.00 paid, 16.67 of it ours, 10.00 takes
     * 8.34 and the other 10.00 takes 8.33.
     *
     * @param gross what goes back now
     * @param before what went back before
     */
    Cents part(Cents gross, Part before) {
        long all = BigDecimal.valueOf(before.gross().count())
                .add(BigDecimal.valueOf(gross.count()))
                .multiply(BigDecimal.valueOf(ours.count()))
                .divide(BigDecimal.valueOf(paid.count()), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
        return new Cents(Math.max(0, all - before.ours().count()));
    }

    /**
     * What went back of a payment.
     *
     * @param gross what the customer has back
     * @param ours what of it was ours
     */
    record Part(Cents gross, Cents ours) {}
}
