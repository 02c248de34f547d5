package io.reckoner.jobs.settlement;

import io.reckoner.jobs.rating.BookYaml;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.AccountTerms;
import io.reckoner.kernel.rating.PriceBook;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Loads what a run is pinned to: accounts, keys, cycles and plans as recorded up to its start, and its price book. */
public final class PinnedView {
    private final JdbcClient jdbc;

    public PinnedView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Pinned of(Run run) {
        Directory directory = directory(run);
        Map<String, List<PlanCycle>> cycles = cycles(run);
        List<AccountTerms> terms = directory.accounts().stream()
                .map(account -> new AccountTerms(account, cycles.getOrDefault(account, List.of())))
                .toList();
        return new Pinned(run, directory, book(run.priceBookVersion()), plans(), terms);
    }

    private Directory directory(Run run) {
        OffsetDateTime asOf = run.directoryAsOf().atOffset(ZoneOffset.UTC);
        List<String> accounts = jdbc.sql("SELECT account_id FROM account WHERE recorded_at <= :asOf")
                .param("asOf", asOf)
                .query(String.class)
                .list();
        List<Directory.Key> keys = jdbc.sql("SELECT key_id, account_id, kind FROM api_key WHERE recorded_at <= :asOf")
                .param("asOf", asOf)
                .query((row, number) -> new Directory.Key(
                        row.getString("key_id"),
                        row.getString("account_id"),
                        KeyKind.byCode(row.getString("kind")).orElseThrow()))
                .list();
        return Directory.of(accounts, keys);
    }

    /** Cycles that opened before the run's watermark; later ones can overlay no price of it. */
    private Map<String, List<PlanCycle>> cycles(Run run) {
        Map<String, List<PlanCycle>> cycles = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT cycle_id, account_id, plan_code, plan_version, starts_at, ends_at, acts_at
                        FROM cycle WHERE acts_at < :watermark
                        """)
                .param("watermark", run.watermark().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    cycles.computeIfAbsent(row.getString("account_id"), account -> new ArrayList<>())
                            .add(LandingView.cycle(row).live());
                });
        return cycles;
    }

    private PriceBook book(int version) {
        String content = jdbc.sql("SELECT content FROM price_book WHERE version = :version")
                .param("version", version)
                .query(String.class)
                .single();
        return switch (BookYaml.read(content, version)) {
            case BookYaml.Read read -> read.book();
            case BookYaml.Faulty faulty ->
                throw new IllegalStateException("price book " + version + " cannot be read any more:\n"
                        + faulty.faults().stream()
                                .map(fault -> fault.in("price book " + version))
                                .collect(Collectors.joining("\n")));
        };
    }

    private PlanCatalogue plans() {
        return PlanCatalogue.of(jdbc.sql(
                        """
                        SELECT plan_code, version, name, status, price, base, renewal_bonus, backup_multiplier,
                               budget_multiplier, daily_cap, weekly_cap, caps, requests_per_minute, requests_per_day,
                               models, overflow
                        FROM plan_version
                        """)
                .query((row, number) -> plan(row))
                .list());
    }

    private static Plan plan(ResultSet row) throws SQLException {
        Array models = row.getArray("models");
        return new Plan(
                row.getString("plan_code"),
                row.getInt("version"),
                row.getString("name"),
                Plan.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                AccountStateTable.money(row, "price"),
                new Plan.Allowance(
                        AccountStateTable.money(row, "base"),
                        row.getBigDecimal("renewal_bonus"),
                        row.getBigDecimal("backup_multiplier"),
                        row.getBigDecimal("budget_multiplier")),
                new Plan.Caps(
                        moneyOrNull(row, "daily_cap"),
                        moneyOrNull(row, "weekly_cap"),
                        Plan.CapsMode.byCode(row.getString("caps")).orElseThrow()),
                new Plan.RateLimits(
                        row.getObject("requests_per_minute", Integer.class),
                        row.getObject("requests_per_day", Integer.class)),
                new ModelSet(Arrays.asList((String[]) models.getArray())),
                Plan.Overflow.valueOf(row.getString("overflow").toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Money moneyOrNull(ResultSet row, String column) throws SQLException {
        @Nullable BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : Money.of(amount);
    }
}
