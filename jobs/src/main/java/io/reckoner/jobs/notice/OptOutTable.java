package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Act;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code notice_opt_out}. */
final class OptOutTable {
    private static final String OUT = "out";
    private static final String IN = "in";

    private final JdbcClient jdbc;

    OptOutTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isOut(String account, NoticeKind kind) {
        return jdbc.sql(
                        """
                        SELECT state FROM notice_opt_out WHERE account_id = :account AND kind = :kind
                        ORDER BY change_no DESC LIMIT 1
                        """)
                .param("account", account)
                .param("kind", kind.code())
                .query(String.class)
                .optional()
                .filter(OUT::equals)
                .isPresent();
    }

    void out(String account, NoticeKind kind, Instant recordedAt, Act act) {
        add(account, kind, OUT, recordedAt, act);
    }

    void in(String account, NoticeKind kind, Instant recordedAt, Act act) {
        add(account, kind, IN, recordedAt, act);
    }

    private void add(String account, NoticeKind kind, String state, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO notice_opt_out (account_id, kind, change_no, state, recorded_at, actor, reason)
                        SELECT :account, :kind, COALESCE(max(change_no), 0) + 1, :state, :recordedAt, :actor, :reason
                        FROM notice_opt_out WHERE account_id = :account AND kind = :kind
                        """)
                .param("account", account)
                .param("kind", kind.code())
                .param("state", state)
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }
}
