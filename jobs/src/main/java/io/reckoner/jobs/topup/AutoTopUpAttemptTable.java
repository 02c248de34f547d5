package io.reckoner.jobs.topup;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code auto_top_up_attempt}. */
final class AutoTopUpAttemptTable {
    private final JdbcClient jdbc;

    AutoTopUpAttemptTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes an attempt, unless another job has; returns the version of the rule it was taken for, by whomever. */
    int take(String account, int attempt, int version) {
        jdbc.sql(
                        """
                        INSERT INTO auto_top_up_attempt (account_id, attempt_no, version) VALUES (:account, :attempt, :version)
                        ON CONFLICT (account_id, attempt_no) DO NOTHING
                        """)
                .param("account", account)
                .param("attempt", attempt)
                .param("version", version)
                .update();
        return jdbc.sql("SELECT version FROM auto_top_up_attempt WHERE account_id = :account AND attempt_no = :attempt")
                .param("account", account)
                .param("attempt", attempt)
                .query(Integer.class)
                .single();
    }
}
