package io.reckoner.jobs.rating;

import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.AccountTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what pricing needs to know of one account: its cycles. */
final class TermsView {
    private final JdbcClient jdbc;

    TermsView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The cycles that opened before an instant. */
    AccountTerms of(String account, Instant before) {
        return terms(
                account,
                jdbc.sql(
                                """
                                SELECT acts_at, ends_at, plan_code, plan_version FROM cycle
                                WHERE account_id = :account AND acts_at < :before
                                """)
                        .param("account", account)
                        .param("before", before.atOffset(ZoneOffset.UTC)));
    }

    /** The cycles that a run knew. */
    AccountTerms asOfRun(String account, int run) {
        return terms(
                account,
                jdbc.sql(
                                """
                                SELECT acts_at, ends_at, plan_code, plan_version FROM cycle
                                WHERE account_id = :account
                                  AND acts_at < (SELECT watermark FROM run WHERE run_id = :run)
                                """)
                        .param("account", account)
                        .param("run", run));
    }

    private static AccountTerms terms(String account, JdbcClient.StatementSpec query) {
        return new AccountTerms(
                account,
                query.query((row, number) -> new PlanCycle(
                                micros(row, "acts_at"),
                                micros(row, "ends_at"),
                                row.getString("plan_code"),
                                row.getInt("plan_version")))
                        .list());
    }

    private static long micros(ResultSet row, String column) throws SQLException {
        return Micros.of(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
