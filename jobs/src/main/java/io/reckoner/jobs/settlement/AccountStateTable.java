package io.reckoner.jobs.settlement;

import io.reckoner.jobs.database.InsertQuery;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The only writer of {@code account_state}, {@code lot_balance}, {@code cycle_counter} and {@code debt}: what a run leaves
 * of an account. The state of an account is what the newest committed run wrote for it.
 */
public final class AccountStateTable {
    /** What a run leaves of an account, or one thing it leaves there. */
    private record Left<T>(int run, String account, T what) {}

    private static final InsertQuery<Left<AccountState>> STATES = AccountStateTable.<AccountState>into("account_state")
            .with("pay_beyond_plan", "boolean", left -> left.what().beyondPlan() == BeyondPlan.PAY_AS_YOU_GO);

    private static final InsertQuery<Left<OpenLot>> BALANCES = AccountStateTable.<OpenLot>into("lot_balance")
            .with("lot_id", "text", left -> left.what().lot().id())
            .with("remaining", "numeric", left -> left.what().remaining().toBigDecimal());

    private static final InsertQuery<Left<LiveCycle>> COUNTERS = AccountStateTable.<LiveCycle>into("cycle_counter")
            .with("cycle_id", "text", left -> left.what().cycle().id())
            .with("budget_used", "numeric", left -> left.what().budgetUsed().toBigDecimal())
            .with("day", "date", left -> left.what().day())
            .with("day_drawn", "numeric", left -> left.what().dayDrawn().toBigDecimal())
            .with("week", "integer", left -> left.what().week())
            .with("week_drawn", "numeric", left -> left.what().weekDrawn().toBigDecimal())
            .with(
                    "main_granted",
                    "numeric",
                    left -> left.what().main().granted().toBigDecimal())
            .with("main_drawn", "numeric", left -> left.what().main().drawn().toBigDecimal())
            .with(
                    "backup_granted",
                    "numeric",
                    left -> left.what().backup().granted().toBigDecimal())
            .with(
                    "backup_drawn",
                    "numeric",
                    left -> left.what().backup().drawn().toBigDecimal());

    private static final InsertQuery<Left<Debt>> DEBTS = AccountStateTable.<Debt>into("debt")
            .with("day", "date", left -> left.what().day())
            .with("owed", "numeric", left -> left.what().amount().toBigDecimal());

    private static <T> InsertQuery<Left<T>> into(String table) {
        return InsertQuery.<Left<T>>into(table)
                .with("account_id", "text", Left::account)
                .with("run_id", "integer", Left::run);
    }

    /** The newest committed run that wrote each of these accounts. */
    private record Newest(String[] accounts, Integer[] runs) {}

    private static final String NEWEST =
            "FROM unnest(:accounts::text[], :runs::integer[]) AS newest (account_id, run_id) ";

    private final JdbcClient jdbc;

    public AccountStateTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The states of those of these accounts that have one, by account. */
    public Map<String, AccountState> load(Collection<String> accounts) {
        return loadBefore(Integer.MAX_VALUE, accounts);
    }

    /** The same as it was before a run. */
    Map<String, AccountState> loadBefore(int run, Collection<String> accounts) {
        Map<String, BeyondPlan> switches = new HashMap<>();
        Newest newest = newest(run, accounts, switches);
        Map<String, List<OpenLot>> lots = lots(newest);
        Map<String, LiveCycle> cycles = cycles(newest);
        Map<String, List<Debt>> debts = debts(newest);
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
        STATES.add(jdbc, left(run, states, Stream::of));
        BALANCES.add(jdbc, left(run, states, state -> state.lots().stream()));
        COUNTERS.add(jdbc, left(run, states, state -> Stream.ofNullable(state.cycle())));
        DEBTS.add(jdbc, left(run, states, state -> state.debts().stream()));
    }

    private static <T> List<Left<T>> left(int run, List<AccountState> states, Function<AccountState, Stream<T>> what) {
        return states.stream()
                .flatMap(state -> what.apply(state).map(each -> new Left<>(run, state.account(), each)))
                .toList();
    }

    private Newest newest(int before, Collection<String> wanted, Map<String, BeyondPlan> switches) {
        List<String> accounts = new ArrayList<>();
        List<Integer> runs = new ArrayList<>();
        jdbc.sql(
                        """
                        SELECT wanted.account_id, state.run_id, state.pay_beyond_plan
                        FROM unnest(:wanted::text[]) AS wanted (account_id)
                        CROSS JOIN LATERAL (
                            SELECT s.run_id, s.pay_beyond_plan FROM account_state s
                            WHERE s.account_id = wanted.account_id AND s.run_id < :before
                            AND (SELECT r.state FROM run r WHERE r.run_id = s.run_id) = 'committed' -- a join would walk all runs
                            ORDER BY s.run_id DESC LIMIT 1
                        ) state
                        """)
                .param("wanted", wanted.toArray(String[]::new))
                .param("before", before)
                .query(row -> {
                    accounts.add(row.getString("account_id"));
                    runs.add(row.getInt("run_id"));
                    switches.put(
                            row.getString("account_id"),
                            row.getBoolean("pay_beyond_plan") ? BeyondPlan.PAY_AS_YOU_GO : BeyondPlan.STOP);
                });
        return new Newest(accounts.toArray(String[]::new), runs.toArray(Integer[]::new));
    }

    private JdbcClient.StatementSpec of(Newest newest, String select, String joins) {
        return jdbc.sql(select + NEWEST + joins)
                .param("accounts", newest.accounts())
                .param("runs", newest.runs());
    }

    private Map<String, List<OpenLot>> lots(Newest newest) {
        Map<String, List<OpenLot>> lots = new HashMap<>();
        of(
                        newest,
                        """
                        SELECT l.lot_id, l.account_id, l.pool, l.kind, l.amount, l.effective_at, l.expires_at, l.origin,
                               l.origin_ref, b.remaining
                        """,
                        """
                        JOIN lot_balance b USING (account_id, run_id)
                        JOIN (
                            SELECT lot_id, account_id, pool, kind, amount, effective_at, expires_at, origin, origin_ref,
                                   NULL::integer AS opened_by
                            FROM lot
                            UNION ALL
                            SELECT lot_id, account_id, pool, kind, amount, effective_at, NULL, origin, origin_ref, run_id
                            FROM settled_lot
                        ) l USING (lot_id) -- known_lot would walk all switches for each lot
                        WHERE l.opened_by IS NULL
                        OR (SELECT r.state FROM run r WHERE r.run_id = l.opened_by) = 'committed'
                        """)
                .query(row -> {
                    Lot lot = LandingView.lot(row);
                    lots.computeIfAbsent(lot.account(), account -> new ArrayList<>())
                            .add(new OpenLot(lot, money(row, "remaining")));
                });
        return lots;
    }

    private Map<String, LiveCycle> cycles(Newest newest) {
        Map<String, LiveCycle> cycles = new HashMap<>();
        of(
                        newest,
                        """
                        SELECT c.cycle_id, c.account_id, c.plan_code, c.plan_version, c.starts_at, c.ends_at, c.acts_at,
                               k.budget_used, k.day, k.day_drawn, k.week, k.week_drawn, k.main_granted, k.main_drawn,
                               k.backup_granted, k.backup_drawn
                        """,
                        "JOIN cycle_counter k USING (account_id, run_id) JOIN cycle c USING (cycle_id)")
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

    private Map<String, List<Debt>> debts(Newest newest) {
        Map<String, List<Debt>> debts = new HashMap<>();
        of(newest, "SELECT account_id, d.day, d.owed ", "JOIN debt d USING (account_id, run_id)")
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
