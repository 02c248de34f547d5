package io.reckoner.jobs.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Voids of an installation from before migration 51 met their own shortfall: what was unpaid, and what lots had paid. */
class VoidedDebtMigrationTest {
    @Test
    void whatVoidsMetIsKeptByDebt() throws SQLException {
        try (OldDatabase database = new OldDatabase(45)) {
            database.insert(
                    """
                    INSERT INTO usage_void (void_id, account_id, event_id, charge, shortfall, over_run, settled_on, acts_at,
                                            recorded_at, actor, reason)
                    SELECT id, 'acme', id, 9, owed, 0, '2026-03-02', '2026-03-04', '2026-03-04', 'ada', 'wrong'
                    FROM (VALUES ('drew', 0), ('owed', 4), ('paid', 0.5)) AS v (id, owed);
                    INSERT INTO usage_void_draw (void_id, number, lot_id, amount, paid_off)
                    VALUES ('drew', 1, 'lot_1', 9, false), ('owed', 1, 'lot_1', 5, false),
                           ('paid', 1, 'lot_1', 1, false), ('paid', 2, 'lot_2', 3, true), ('paid', 3, 'lot_3', 4.5, true);
                    """);
            assertThat(database.migrated()
                            .sql(
                                    """
                                    SELECT void_id || ' ' || number || ' ' || day || ' ' || became || ' ' || COALESCE(lot_id, '-') || ' '
                                           || trim_scale(amount)
                                    FROM usage_void_debt WHERE debit_id IS NULL ORDER BY void_id, number
                                    """)
                            .query(String.class)
                            .list())
                    .containsExactly(
                            "owed 1 2026-03-02 owed - 4",
                            "paid 1 2026-03-02 owed - 0.5",
                            "paid 2 2026-03-02 paid lot_2 3",
                            "paid 3 2026-03-02 paid lot_3 4.5");
        }
    }
}
