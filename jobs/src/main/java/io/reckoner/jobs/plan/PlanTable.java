package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code plan_version}. */
public final class PlanTable {
    private final JdbcClient jdbc;

    public PlanTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds versions; those that are there stay as they are. */
    public void add(PlanCatalogue catalogue, Instant at, Act act) {
        for (Plan plan : catalogue.plans()) {
            @Nullable Money daily = plan.caps().daily();
            @Nullable Money weekly = plan.caps().weekly();
            jdbc.sql(
                            """
                            INSERT INTO plan_version (plan_code, version, name, status, price, base, renewal_bonus,
                                                      backup_multiplier, budget_multiplier, daily_cap, weekly_cap, caps,
                                                      requests_per_minute, requests_per_day, models, overflow, recorded_at,
                                                      actor, reason)
                            VALUES (:code, :version, :name, :status, :price, :base, :bonus, :backup, :budget, :daily,
                                    :weekly, :caps, :perMinute, :perDay, :models, :overflow, :at, :actor, :reason)
                            ON CONFLICT (plan_code, version) DO NOTHING
                            """)
                    .param("code", plan.code())
                    .param("version", plan.version())
                    .param("name", plan.name())
                    .param("status", word(plan.status()))
                    .param("price", plan.price().toBigDecimal())
                    .param("base", plan.allowance().base().toBigDecimal())
                    .param("bonus", plan.allowance().renewalBonus())
                    .param("backup", plan.allowance().backupMultiplier())
                    .param("budget", plan.allowance().budgetMultiplier())
                    .param("daily", daily == null ? null : daily.toBigDecimal())
                    .param("weekly", weekly == null ? null : weekly.toBigDecimal())
                    .param("caps", plan.caps().mode().code())
                    .param("perMinute", plan.rateLimits().perMinute())
                    .param("perDay", plan.rateLimits().perDay())
                    .param("models", plan.models().patterns().toArray(new String[0]))
                    .param("overflow", word(plan.overflow()))
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("actor", act.actor())
                    .param("reason", act.reason())
                    .update();
        }
    }

    /** Every version of every plan. */
    public PlanCatalogue catalogue() {
        return PlanCatalogue.of(jdbc.sql(
                        """
                        SELECT plan_code, version, name, status, price, base, renewal_bonus, backup_multiplier,
                               budget_multiplier, daily_cap, weekly_cap, caps, requests_per_minute, requests_per_day, models,
                               overflow
                        FROM plan_version
                        """)
                .query(PlanTable::plan)
                .list());
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        return new Plan(
                row.getString("plan_code"),
                row.getInt("version"),
                row.getString("name"),
                Plan.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Money.of(row.getBigDecimal("price")),
                new Plan.Allowance(
                        Money.of(row.getBigDecimal("base")),
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
                new ModelSet(Arrays.asList((String[]) row.getArray("models").getArray())),
                Plan.Overflow.valueOf(row.getString("overflow").toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Money moneyOrNull(ResultSet row, String column) throws SQLException {
        @Nullable BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : Money.of(amount);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
