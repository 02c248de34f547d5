package io.reckoner.jobs.settlement;

import io.reckoner.jobs.plan.SubscriptionTable;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.BeyondPlan;
import io.reckoner.kernel.settlement.Debt;
import io.reckoner.kernel.settlement.LiveCycle;
import io.reckoner.kernel.settlement.OpenLot;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only writer of {@code account_state}, {@code lot_balance}, {@code cycle_counter} and {@code debt}: what a run leaves
 * of an account. The state of an account is what the newest committed run wrote for it.
 */
public final class AccountStateTable {
    /** The accounts asked for, each with the newest committed run that wrote it. */
    private static final String NEWEST =
            """
            WITH newest AS (
                SELECT wanted.account_id, state.run_id, state.pay_beyond_plan
                FROM unnest(:accounts::text[]) AS wanted (account_id)
                CROSS JOIN LATERAL (
                    SELECT s.run_id, s.pay_beyond_plan FROM account_state s
                    JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
                    WHERE s.account_id = wanted.account_id ORDER BY s.run_id DESC LIMIT 1
                ) state
            )
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    public AccountStateTable(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** The states of those of these accounts that have one, by account. */
    public Map<String, AccountState> load(Collection<String> accounts) {
        String[] ids = accounts.toArray(String[]::new);
        Map<String, BeyondPlan> switches = new HashMap<>();
        jdbc.sql(NEWEST + "SELECT account_id, pay_beyond_plan FROM newest")
                .param("accounts", ids)
                .query(row -> {
                    switches.put(
                            row.getString("account_id"),
                            row.getBoolean("pay_beyond_plan") ? BeyondPlan.PAY_AS_YOU_GO : BeyondPlan.STOP);
                });
        Map<String, List<OpenLot>> lots = lots(ids);
        Map<String, LiveCycle> cycles = cycles(ids);
        Map<String, List<Debt>> debts = debts(ids);
        Map<String, AccountState> states = new HashMap<>();
        switches.forEach((account, beyondPlan) -> states.put(
                account,
                new AccountState(
                        account,
                        lots.getOrDefault(account, List.of()),
                        cycles.get(account),
                        debts.getOrDefault(account, List.of()),
                        beyondPlan)));
        return states;
    }

    /** Writes the whole state of each account, as the run leaves it. */
    public void add(int run, List<AccountState> states) {
        List<Object[]> heads = new ArrayList<>();
        List<Object[]> balances = new ArrayList<>();
        List<Object[]> counters = new ArrayList<>();
        List<Object[]> debts = new ArrayList<>();
        for (AccountState state : states) {
            String account = state.account();
            heads.add(new Object[] {account, run, state.beyondPlan() == BeyondPlan.PAY_AS_YOU_GO});
            for (OpenLot open : state.lots()) {
                balances.add(new Object[] {
                    account, run, open.lot().id(), open.remaining().toBigDecimal()
                });
            }
            LiveCycle live = state.cycle();
            if (live != null) {
                counters.add(counter(account, run, live));
            }
            for (Debt debt : state.debts()) {
                debts.add(new Object[] {account, run, debt.day(), debt.amount().toBigDecimal()});
            }
        }
        batch.batchUpdate("INSERT INTO account_state (account_id, run_id, pay_beyond_plan) VALUES (?, ?, ?)", heads);
        batch.batchUpdate(
                "INSERT INTO lot_balance (account_id, run_id, lot_id, remaining) VALUES (?, ?, ?, ?)", balances);
        batch.batchUpdate(
                """
                INSERT INTO cycle_counter (account_id, run_id, cycle_id, budget_used, day, day_drawn, week, week_drawn,
                                           main_granted, main_drawn, backup_granted, backup_drawn)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                counters);
        batch.batchUpdate("INSERT INTO debt (account_id, run_id, day, owed) VALUES (?, ?, ?, ?)", debts);
    }

    private static Object[] counter(String account, int run, LiveCycle live) {
        return new Object[] {
            account,
            run,
            live.cycle().id(),
            live.budgetUsed().toBigDecimal(),
            live.day(),
            live.dayDrawn().toBigDecimal(),
            live.week(),
            live.weekDrawn().toBigDecimal(),
            live.main().granted().toBigDecimal(),
            live.main().drawn().toBigDecimal(),
            live.backup().granted().toBigDecimal(),
            live.backup().drawn().toBigDecimal()
        };
    }

    private Map<String, List<OpenLot>> lots(String[] accounts) {
        Map<String, List<OpenLot>> lots = new HashMap<>();
        jdbc.sql(
                        NEWEST
                                + """
                        SELECT l.lot_id, l.account_id, l.pool, l.kind, l.amount, l.effective_at, l.expires_at, l.origin,
                               l.origin_ref, b.remaining
                        FROM newest n
                        JOIN lot_balance b USING (account_id, run_id)
                        JOIN lot l USING (lot_id)
                        """)
                .param("accounts", accounts)
                .query(row -> {
                    Lot lot = LandingView.lot(row);
                    lots.computeIfAbsent(lot.account(), account -> new ArrayList<>())
                            .add(new OpenLot(lot, money(row, "remaining")));
                });
        return lots;
    }

    private Map<String, LiveCycle> cycles(String[] accounts) {
        Map<String, LiveCycle> cycles = new HashMap<>();
        jdbc.sql(
                        NEWEST
                                + """
                        SELECT c.cycle_id, c.account_id, c.plan_code, c.plan_version, c.starts_at, c.ends_at, c.acts_at,
                               k.budget_used, k.day, k.day_drawn, k.week, k.week_drawn, k.main_granted, k.main_drawn,
                               k.backup_granted, k.backup_drawn
                        FROM newest n
                        JOIN cycle_counter k USING (account_id, run_id)
                        JOIN cycle c USING (cycle_id)
                        """)
                .param("accounts", accounts)
                .query(row -> {
                    Cycle cycle = SubscriptionTable.cycle(row);
                    cycles.put(
                            row.getString("account_id"),
                            new LiveCycle(
                                    cycle,
                                    money(row, "budget_used"),
                                    row.getObject("day", LocalDate.class),
                                    money(row, "day_drawn"),
                                    row.getInt("week"),
                                    money(row, "week_drawn"),
                                    new LiveCycle.PoolUse(money(row, "main_granted"), money(row, "main_drawn")),
                                    new LiveCycle.PoolUse(money(row, "backup_granted"), money(row, "backup_drawn"))));
                });
        return cycles;
    }

    private Map<String, List<Debt>> debts(String[] accounts) {
        Map<String, List<Debt>> debts = new HashMap<>();
        jdbc.sql(NEWEST + "SELECT account_id, d.day, d.owed FROM newest JOIN debt d USING (account_id, run_id)")
                .param("accounts", accounts)
                .query(row -> {
                    debts.computeIfAbsent(row.getString("account_id"), account -> new ArrayList<>())
                            .add(new Debt(row.getObject("day", LocalDate.class), money(row, "owed")));
                });
        return debts;
    }

    static Money money(ResultSet row, String column) throws SQLException {
        @Nullable BigDecimal amount = row.getBigDecimal(column);
        if (amount == null) {
            throw new SQLException("column " + column + " is null where an amount is required");
        }
        return Money.of(amount);
    }
}
