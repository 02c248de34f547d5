package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import java.util.Comparator;

/**
 * One leg of an entry: a debit is positive, a credit negative, zero is no posting.
 *
 * @param amount dollars, or dollars' worth of plan credit where the commodity is {@link Commodity#PLANUSD}
 */
public record Posting(AccountName account, Commodity commodity, Money amount) {
    /** Order within an entry: money first, debits before credits, then the account's name. */
    static final Comparator<Posting> ORDER = Comparator.comparing(Posting::commodity)
            .thenComparingInt(posting -> -posting.amount().signum())
            .thenComparing(Posting::account);

    public Posting {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a posting of zero to " + account + " says nothing; leave it out");
        }
    }

    /** {@code Income:Usage  -0.50 USD}. */
    @Override
    public String toString() {
        return account + "  " + amount + " " + commodity.code();
    }
}
