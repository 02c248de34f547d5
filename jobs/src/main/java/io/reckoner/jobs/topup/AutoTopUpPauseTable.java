package io.reckoner.jobs.topup;

import io.reckoner.jobs.act.Act;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code auto_top_up_pause}. */
final class AutoTopUpPauseTable {
    private final JdbcClient jdbc;

    AutoTopUpPauseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void pause(String account, int number, Instant recordedAt, Act act) {
        add(account, number, "paused", recordedAt, act);
    }

    void resume(String account, int number, Instant recordedAt, Act act) {
        add(account, number, "resumed", recordedAt, act);
    }

    private void add(String account, int number, String state, Instant recordedAt, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO auto_top_up_pause (account_id, pause_no, state, recorded_at, actor, reason)
                        VALUES (:account, :number, :state, :recordedAt, :actor, :reason)
                        """)
                .param("account", account)
                .param("number", number)
                .param("state", state)
                .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }
}
