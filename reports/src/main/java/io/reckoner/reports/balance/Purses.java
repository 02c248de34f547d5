package io.reckoner.reports.balance;

import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An amount for each pool. The wallet shows dollars, the pools of a subscription credits: 1 USD is 100 credits. */
final class Purses {
    private final Map<Pool, Money> amounts = new EnumMap<>(Pool.class);

    void add(Pool pool, Money amount) {
        amounts.merge(pool, amount, Money::plus);
    }

    void addAll(Purses other) {
        other.amounts.forEach(this::add);
    }

    Money get(Pool pool) {
        return amounts.getOrDefault(pool, Money.ZERO);
    }

    static List<Column> columns() {
        return List.of(
                Column.balance("wallet", "Wallet").showing(Column.SHOWN_DECIMALS),
                Column.credits("main", "Main"),
                Column.credits("backup", "Backup"));
    }

    /** In the order of {@link #columns}. */
    List<Cell> cells() {
        return List.of(Cell.of(get(Pool.WALLET)), Cell.credits(get(Pool.MAIN)), Cell.credits(get(Pool.BACKUP)));
    }
}
