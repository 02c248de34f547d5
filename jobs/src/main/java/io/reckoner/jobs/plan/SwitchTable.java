package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code plan_switch}. */
final class SwitchTable {
    private final JdbcClient jdbc;

    SwitchTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a switch.
     *
     * @param id reference of the payment; the new cycle's id, too
     * @param from id of the cycle that ends
     */
    void add(String id, String account, String from, Money newPrice, Instant actsAt, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO plan_switch (switch_id, account_id, cycle_id, new_cycle_id, new_price, acts_at, recorded_at,
                                                 actor, reason)
                        VALUES (:id, :account, :from, :id, :newPrice, :actsAt, :recordedAt, :actor, :reason)
                        """)
                .param("id", id)
                .param("account", account)
                .param("from", from)
                .param("newPrice", newPrice.toBigDecimal())
                .param("actsAt", actsAt.atOffset(ZoneOffset.UTC))
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    /** Whether a cycle ended, or is to end, by a switch to another plan. */
    boolean isSwitchedFrom(String cycle) {
        return jdbc.sql("SELECT count(*) FROM plan_switch WHERE cycle_id = :cycle")
                        .param("cycle", cycle)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether a cycle was switched to a dearer plan: what is left of its value comes back as credit. */
    boolean isGivenBack(String cycle) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM plan_switch w JOIN cycle c USING (cycle_id)
                                       JOIN plan_version p ON p.plan_code = c.plan_code AND p.version = c.plan_version
                                       WHERE w.cycle_id = :cycle AND w.new_price > p.price)
                        """)
                .param("cycle", cycle)
                .query(Boolean.class)
                .single();
    }

    boolean isSwitch(String id) {
        return jdbc.sql("SELECT count(*) FROM plan_switch WHERE switch_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
