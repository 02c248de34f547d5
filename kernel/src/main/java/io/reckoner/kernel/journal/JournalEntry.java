package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A balanced record of one happening. One whose postings do not sum to zero in every commodity cannot be made.
 *
 * <p>Postings stand in one order (money first, debits before credits, then by name), and an account occurs once per
 * commodity, so that equal happenings make equal entries: {@code Liabilities:CustomerCredit:Paid 0.50 USD, Income:Usage
 * -0.50 USD}.
 */
public record JournalEntry(EntryKey key, String description, List<Posting> postings) {
    public JournalEntry {
        postings = postings.stream().sorted(Posting.ORDER).toList();
        if (postings.isEmpty()) {
            throw new IllegalArgumentException("an entry without postings says nothing: " + key);
        }
        Set<Posting> legs = new TreeSet<>(Comparator.comparing(Posting::account).thenComparing(Posting::commodity));
        Map<Commodity, Money> sums = new TreeMap<>();
        for (Posting posting : postings) {
            if (!legs.add(posting)) {
                throw new IllegalArgumentException("account " + posting.account() + " occurs twice in " + key);
            }
            sums.merge(posting.commodity(), posting.amount(), Money::plus);
        }
        for (Map.Entry<Commodity, Money> sum : sums.entrySet()) {
            if (!sum.getValue().isZero()) {
                throw new IllegalArgumentException("an entry must balance; postings of " + key + " in " + sum.getKey()
                        + " sum to " + sum.getValue() + ": " + postings);
            }
        }
    }

    /** See {@link EntryKey#id}. */
    public String id() {
        return key.id();
    }

    /** The amount posted to an account in a commodity; zero where it does not occur. */
    public Money amount(AccountName account, Commodity commodity) {
        return postings.stream()
                .filter(posting -> posting.account().equals(account) && posting.commodity() == commodity)
                .map(Posting::amount)
                .findFirst()
                .orElse(Money.ZERO);
    }

    /** Collects postings: sums what goes to one account, leaves out what comes to zero. */
    static final class Draft {
        private final Map<AccountName, Map<Commodity, Money>> amounts = new TreeMap<>();

        Draft debit(AccountName account, Commodity commodity, Money amount) {
            amounts.computeIfAbsent(account, name -> new TreeMap<>()).merge(commodity, amount, Money::plus);
            return this;
        }

        Draft credit(AccountName account, Commodity commodity, Money amount) {
            return debit(account, commodity, amount.negate());
        }

        /** Moves an amount out of one account into another: debits {@code to}, credits {@code from}. */
        Draft move(Money amount, Commodity commodity, AccountName to, AccountName from) {
            return debit(to, commodity, amount).credit(from, commodity, amount);
        }

        /** Debits for credits, credits for debits. */
        Draft mirrored() {
            Draft mirror = new Draft();
            amounts.forEach((account, byCommodity) ->
                    byCommodity.forEach((commodity, amount) -> mirror.credit(account, commodity, amount)));
            return mirror;
        }

        /** The entry, or nothing where all of it comes to zero. */
        Optional<JournalEntry> entry(EntryKey key, String description) {
            List<Posting> postings = new ArrayList<>();
            amounts.forEach((account, byCommodity) -> byCommodity.forEach((commodity, amount) -> {
                if (!amount.isZero()) {
                    postings.add(new Posting(account, commodity, amount));
                }
            }));
            return postings.isEmpty() ? Optional.empty() : Optional.of(new JournalEntry(key, description, postings));
        }
    }
}
