package io.reckoner.jobs.payment;

import io.reckoner.jobs.database.InsertQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code taken_over_subscription}. */
public final class TakenOverTable {
    private static final InsertQuery<TakenOver> ROWS = InsertQuery.<TakenOver>into("taken_over_subscription")
            .with("cycle_id", "text", TakenOver::cycle)
            .with("gateway", "text", each -> each.by().gateway().code())
            .with("subscription_ref", "text", each -> each.by().subscription())
            .with("counts_from", "timestamptz", TakenOver::countsFrom);

    private final JdbcClient jdbc;

    public TakenOverTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds subscriptions whose cycles are stored, none of which is known here yet. */
    public void add(List<TakenOver> renewals) {
        ROWS.add(jdbc, renewals);
    }

    /** Which of these subscriptions renew an account here already, and which account. */
    public Map<RenewedBy, String> known(Collection<RenewedBy> sought) {
        Map<RenewedBy, String> found = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT m.gateway, m.subscription_ref, coalesce(i.account_id, c.account_id) AS account_id
                        FROM gateway_month m
                        LEFT JOIN payment_intent i ON i.intent_id = m.cycle_id
                        LEFT JOIN cycle c USING (cycle_id)
                        WHERE m.subscription_ref = ANY (:refs)
                        """)
                .param("refs", sought.stream().map(RenewedBy::subscription).toArray(String[]::new))
                .query(row -> {
                    RenewedBy by = new RenewedBy(
                            GatewayName.byCode(row.getString("gateway")).orElseThrow(),
                            row.getString("subscription_ref"));
                    if (sought.contains(by)) {
                        found.put(by, row.getString("account_id"));
                    }
                });
        return found;
    }

    /** Whether what a subscription paid at an instant is the affair of the system it was taken over from. */
    boolean isPaidBefore(GatewayName gateway, String subscription, Instant paidAt) {
        return jdbc.sql(
                        """
                        SELECT EXISTS (SELECT FROM taken_over_subscription
                                       WHERE gateway = :gateway AND subscription_ref = :subscription AND counts_from > :paidAt)
                        """)
                .param("gateway", gateway.code())
                .param("subscription", subscription)
                .param("paidAt", paidAt.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
