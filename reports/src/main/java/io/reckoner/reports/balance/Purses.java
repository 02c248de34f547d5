package io.reckoner.reports.balance;

import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An amount for each pool. The wallet shows dollars, the pools of a subscription credits: 1 USD is 100 credits. */
final class Purses {
    private static final BigDecimal CREDITS_PER_USD = BigDecimal.valueOf(100);

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
                Column.balance("main", "Main").in("credits").showing(Column.SHOWN_DECIMALS - 2),
                Column.balance("backup", "Backup").in("credits").showing(Column.SHOWN_DECIMALS - 2));
    }

    /** In the order of {@link #columns}. */
    List<Cell> cells() {
        return List.of(Cell.of(get(Pool.WALLET)), credits(get(Pool.MAIN)), credits(get(Pool.BACKUP)));
    }

    private static Cell credits(Money amount) {
        return Cell.of(amount.toBigDecimal().multiply(CREDITS_PER_USD));
    }
}
