package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.DrawOrder;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that must be kept of one account between two runs. A value: equal states settle alike.
 *
 * @param lots open lots, in pool and draw order
 * @param cycle the live cycle, null where none is
 * @param debts open shortfall by day, oldest first
 */
public record AccountState(
        String account, List<OpenLot> lots, @Nullable LiveCycle cycle, List<Debt> debts, BeyondPlan beyondPlan) {
    private static final Comparator<OpenLot> BY_POOL =
            Comparator.comparing(open -> open.lot().pool());
    private static final Comparator<OpenLot> ORDER = BY_POOL.thenComparing(OpenLot::lot, DrawOrder.INSTANCE);

    public AccountState {
        List<OpenLot> sorted = new ArrayList<>(lots);
        sorted.sort(ORDER);
        Set<String> seen = new HashSet<>();
        for (OpenLot open : sorted) {
            Lot lot = open.lot();
            if (!lot.account().equals(account)) {
                throw new IllegalArgumentException(
                        "lot " + lot.id() + " belongs to account " + lot.account() + ", not to " + account);
            }
            if (!seen.add(lot.id())) {
                throw new IllegalArgumentException("lot " + lot.id() + " of account " + account + " occurs twice");
            }
        }
        lots = List.copyOf(sorted);
        List<Debt> oldestFirst = new ArrayList<>(debts);
        oldestFirst.sort(Comparator.comparing(Debt::day));
        Set<LocalDate> days = new HashSet<>();
        for (Debt debt : oldestFirst) {
            if (!days.add(debt.day())) {
                throw new IllegalArgumentException("account " + account + " has two debts of " + debt.day());
            }
        }
        debts = List.copyOf(oldestFirst);
    }

    /** An account that has nothing, owes nothing and pays as it goes. */
    public static AccountState fresh(String account) {
        return new AccountState(account, List.of(), null, List.of(), BeyondPlan.PAY_AS_YOU_GO);
    }

    /** What is left in a pool. */
    public Money remaining(Pool pool) {
        return lots.stream()
                .filter(open -> open.lot().pool() == pool)
                .map(OpenLot::remaining)
                .reduce(Money.ZERO, Money::plus);
    }

    /** All open shortfall. */
    public Money owed() {
        return debts.stream().map(Debt::amount).reduce(Money.ZERO, Money::plus);
    }
}
