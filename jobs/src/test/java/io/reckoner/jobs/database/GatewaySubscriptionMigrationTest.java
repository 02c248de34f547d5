package io.reckoner.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An installation from before migration 22 knows afterwards which subscriptions its gateways renew, and why others ended. */
class GatewaySubscriptionMigrationTest {
    private static OldDatabase database;
    private static JdbcClient jdbc;

    @BeforeAll
    static void anOldInstallation() throws SQLException {
        database = new OldDatabase(21);
        database.insert(
                """
                INSERT INTO subscription (subscription_id, account_id, plan_code, plan_version, kind, anchor_at, cancelled_at,
                                          recorded_at, actor)
                SELECT id, 'acme', 'starter', 1, 'monthly', '2026-01-01', cancelled_at, '2026-01-01', 'ada'
                FROM (VALUES ('live', NULL), ('asked', '2026-02-01'::timestamptz), ('switched', '2026-02-01'),
                             ('back', '2026-02-01'), ('at_gateway', '2026-02-01')) AS s (id, cancelled_at);
                INSERT INTO subscription (subscription_id, account_id, plan_code, plan_version, kind, anchor_at, recorded_at, actor)
                SELECT id, account, 'starter', 1, 'monthly', at, at, 'ada'
                FROM (VALUES ('overtaken', 'bolt', '2026-01-01'::timestamptz), ('followed', 'bolt', '2026-01-20'),
                             ('kept', 'cord', '2026-01-01'), ('given_back', 'cord', '2026-01-20'),
                             ('creem', 'duet', '2026-01-01'), ('chosen', 'duet', '2026-01-20'), ('sold_again', 'duet', '2026-02-01'))
                     AS s (id, account, at);
                INSERT INTO cycle (cycle_id, account_id, subscription_id, period_no, plan_code, plan_version, starts_at, ends_at,
                                   acts_at, origin_ref, recorded_at, actor)
                SELECT cycle, 'duet', id, 0, 'starter', 1, '2026-02-01', '2026-03-01', '2026-02-01', id, '2026-01-20', 'ada'
                FROM (VALUES ('pay_6', 'creem'), ('chosen_paid', 'chosen'), ('pay_7', 'sold_again')) AS c (cycle, id);
                INSERT INTO cycle (cycle_id, account_id, subscription_id, period_no, plan_code, plan_version, starts_at, ends_at,
                                   acts_at, origin_ref, recorded_at, actor)
                SELECT 'cycle_' || id, 'any', id, 0, 'starter', 1, '2026-02-01', '2026-03-01', '2026-02-01', id, '2026-01-20', 'ada'
                FROM (VALUES ('followed'), ('given_back')) AS c (id);
                INSERT INTO payment_reversal (reversal_id, payment_id, account_id, kind, amount, tax, cycle_id, acts_at, recorded_at,
                                              actor, reason)
                VALUES ('g', 'q', 'cord', 'refund', 10, 0, 'cycle_given_back', '2026-01-21', '2026-01-21', 'ada', 'asked for');
                INSERT INTO cycle (cycle_id, account_id, subscription_id, period_no, plan_code, plan_version, starts_at, ends_at,
                                   acts_at, origin_ref, recorded_at, actor)
                SELECT 'cycle_' || id, 'acme', id, 0, 'starter', 1, '2026-01-01', '2026-02-01', '2026-01-01', id, '2026-01-01', 'ada'
                FROM (VALUES ('switched'), ('back')) AS c (id);
                INSERT INTO plan_switch (switch_id, account_id, cycle_id, new_cycle_id, new_price, acts_at, recorded_at, actor)
                VALUES ('w', 'acme', 'cycle_switched', 'w', 25, '2026-01-15', '2026-01-15', 'ada');
                INSERT INTO payment_reversal (reversal_id, payment_id, account_id, kind, amount, tax, cycle_id, acts_at, recorded_at,
                                              actor, reason)
                VALUES ('r', 'p', 'acme', 'refund', 10, 0, 'cycle_back', '2026-01-15', '2026-01-15', 'ada', 'asked for');
                INSERT INTO act (actor, verb, subject, detail)
                VALUES ('gateway creem', 'plan cancel', 'acme', 'at_gateway'), ('ada', 'plan cancel', 'acme', 'asked');
                INSERT INTO webhook (gateway, sha256, headers, body)
                SELECT gateway, sha256(body::bytea), '', convert_to(body, 'UTF8') FROM (VALUES
                    ('creem', '{"eventType":"subscription.paid","object":{"id":"sub_1","object":"subscription"}}'),
                    ('creem', '{"eventType":"checkout.completed","object":{"id":"ch_1","object":"checkout"}}'),
                    ('creem', '{"eventType":"subscription.paid","object":{"id":"sub_stray","object":"subscription"}}'),
                    ('stripe', '{"object":"event","type":"invoice.paid","data":{"object":{"object":"invoice","parent":
                                {"subscription_details":{"subscription":"sub_2"}}}}}'),
                    ('alipay', 'trade_no=1&sign=x'),
                    ('creem', '{"eventType":"subscription.paid","object":{"id":"sub_9","object":"subscription"},"n":1}'),
                    ('creem', '{"eventType":"subscription.paid","object":{"id":"sub_9","object":"subscription"},"n":2}'))
                    AS w (gateway, body);
                INSERT INTO payment_intent (intent_id, kind, account_id, gateway, purpose, cents, idempotency_key, actor)
                SELECT 'pay_' || n, 'charge', 'acme', 'creem', 'plan_cycle', 1000, 'key_' || n, 'ada' FROM generate_series(1, 7) n;
                INSERT INTO webhook_end (webhook_id, outcome, intent_id)
                SELECT webhook_id, CASE webhook_id WHEN 3 THEN 'unmatched' ELSE 'applied' END,
                       CASE webhook_id WHEN 3 THEN NULL ELSE 'pay_' || webhook_id END
                FROM webhook;
                """);
        jdbc = database.migrated();
    }

    @AfterAll
    static void drop() throws SQLException {
        database.close();
    }

    private static List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Test
    void whatWebhooksHaveToldIsKnown() {
        assertThat(
                        texts(
                                "SELECT intent_id || ' ' || gateway || ' ' || subscription_ref FROM gateway_subscription ORDER BY 1"))
                .containsExactly("pay_1 creem sub_1", "pay_4 stripe sub_2", "pay_6 creem sub_9", "pay_7 creem sub_9");
    }

    @Test
    void everySubscriptionThatEndedSaysWhy() {
        assertThat(
                        texts(
                                "SELECT subscription_id || ' ' || coalesce(cancelled_because, '-') FROM subscription ORDER BY 1"))
                .containsExactly(
                        "asked asked",
                        "at_gateway gateway",
                        "back paid_back",
                        "chosen -",
                        "creem replaced",
                        "followed -",
                        "given_back -",
                        "kept -",
                        "live -",
                        "overtaken replaced",
                        "sold_again replaced",
                        "switched switched");
    }
}
