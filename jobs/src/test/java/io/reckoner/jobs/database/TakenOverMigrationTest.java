package io.reckoner.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What an import noted before migration 52 about who renews is what renews afterwards, where one account alone names it. */
class TakenOverMigrationTest {
    @Test
    void notesThatNameOneSubscriptionOfOneAccountAreTakenAtTheirWord() throws SQLException {
        try (OldDatabase database = new OldDatabase(51)) {
            database.insert(
                    """
                    INSERT INTO subscription (subscription_id, account_id, plan_code, plan_version, kind, anchor_at, recorded_at,
                                              actor, reason)
                    SELECT id, id, 'starter', 1, kind, '2026-02-20', '2026-03-01', 'ada', 'renewed before by ' || by
                    FROM (VALUES ('noted', 'monthly', 'stripe sub_1'), ('by_hand', 'monthly', 'creem sub_1'),
                                 ('free_text', 'monthly', 'stripe, ask Bob'), ('other', 'monthly', 'paypal I-1'),
                                 ('twice_1', 'monthly', 'stripe sub_2'), ('twice_2', 'monthly', 'stripe sub_2'),
                                 ('known', 'monthly', 'stripe sub_3'), ('pass', 'pass', 'stripe sub_4'),
                                 ('sold_here', 'monthly', 'stripe sub_5'), ('anew', 'monthly', 'stripe sub_6')) AS s (id, kind, by);
                    UPDATE subscription SET cancelled_at = '2026-04-01Z', cancelled_because = 'replaced' WHERE subscription_id = 'anew';
                    INSERT INTO account_opening (account_id, opening_id, cut_over, recorded_at)
                    SELECT account_id, 'march', '2026-03-01Z', '2026-03-01Z' FROM subscription WHERE account_id <> 'sold_here';
                    INSERT INTO cycle (cycle_id, account_id, subscription_id, period_no, plan_code, plan_version, starts_at, ends_at,
                                       acts_at, origin_ref, recorded_at, actor)
                    SELECT cycle, id, id, no, 'starter', 1, at, '2026-05-20Z', at, cycle, at, 'ada'
                    FROM (VALUES ('noted', 'noted', 0, '2026-03-02Z'::timestamptz), ('by_hand', 'by_hand', 0, '2026-03-02Z'),
                                 ('by_hand', 'in_77', 1, '2026-03-21Z')) AS c (id, cycle, no, at);
                    INSERT INTO gateway_subscription (intent_id, gateway, subscription_ref, paid_at)
                    VALUES ('pay_1', 'stripe', 'sub_3', '2026-03-05Z');
                    """);
            assertThat(database.migrated()
                            .sql(
                                    """
                                    SELECT cycle_id || ' ' || gateway || ' ' || subscription_ref || ' '
                                           || to_char(counts_from AT TIME ZONE 'UTC', 'MM-DD')
                                    FROM taken_over_subscription ORDER BY 1
                                    """)
                            .query(String.class)
                            .list())
                    .containsExactly("by_hand creem sub_1 03-21", "noted stripe sub_1 03-01");
        }
    }
}
