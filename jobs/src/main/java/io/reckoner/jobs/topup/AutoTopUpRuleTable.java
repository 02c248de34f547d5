package io.reckoner.jobs.topup;

import io.reckoner.jobs.act.Act;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code auto_top_up_rule}. */
final class AutoTopUpRuleTable {
    private final JdbcClient jdbc;

    AutoTopUpRuleTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(AutoTopUpRule rule, int version, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO auto_top_up_rule (account_id, version, threshold, cents, monthly_cents, gateway, customer_ref,
                                                      method_ref, cool_down, recorded_at, actor, reason)
                        VALUES (:account, :version, :threshold, :cents, :monthly, :gateway, :customer, :method,
                                make_interval(secs => :coolDown), :recordedAt, :actor, :reason)
                        """)
                .param("account", rule.account())
                .param("version", version)
                .param("threshold", rule.threshold().toBigDecimal())
                .param("cents", rule.amount().count())
                .param("monthly", rule.monthlyLimit().count())
                .param("gateway", rule.gateway().code())
                .param("customer", rule.method().customer())
                .param("method", rule.method().method())
                .param("coolDown", rule.coolDown().toSeconds())
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }
}
