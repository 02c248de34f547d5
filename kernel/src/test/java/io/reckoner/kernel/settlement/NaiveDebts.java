package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an account owes: each shortfall by itself, in the order they came. */
final class NaiveDebts {
    private record Owed(LocalDate day, BigDecimal amount) {}

    private List<Owed> owed = new ArrayList<>();

    void add(LocalDate day, BigDecimal amount) {
        owed.add(new Owed(day, amount));
    }

    BigDecimal inAll() {
        return owed.stream().map(Owed::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The oldest first. */
    void reduce(BigDecimal amount) {
        reduce(amount, null);
    }

    /** Only what was owed on that day, the oldest first. */
    void reduce(BigDecimal amount, LocalDate onlyOf) {
        BigDecimal left = amount;
        List<Owed> kept = new ArrayList<>();
        for (Owed debt : owed) {
            BigDecimal paid = onlyOf == null || onlyOf.equals(debt.day) ? left.min(debt.amount) : BigDecimal.ZERO;
            left = left.subtract(paid);
            kept.add(new Owed(debt.day, debt.amount.subtract(paid)));
        }
        owed = kept;
    }

    List<Debt> byDay() {
        Map<LocalDate, BigDecimal> byDay = new TreeMap<>();
        owed.forEach(debt -> byDay.merge(debt.day, debt.amount, BigDecimal::add));
        return byDay.entrySet().stream()
                .filter(debt -> debt.getValue().signum() > 0)
                .map(debt -> new Debt(debt.getKey(), Money.of(debt.getValue())))
                .toList();
    }
}
