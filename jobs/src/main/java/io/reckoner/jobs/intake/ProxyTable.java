package io.reckoner.jobs.intake;

import io.reckoner.kernel.period.ProxyLog;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code proxy}: which proxies there are, where each begins, and which send nothing more. */
public final class ProxyTable {
    private final JdbcClient jdbc;

    public ProxyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes the proxies met for the first time, with the numbers they begin with. Part of the transaction that opens the run. */
    public void announce(int run, List<ProxyLog> logs) {
        for (ProxyLog log : logs) {
            jdbc.sql(
                            """
                            INSERT INTO proxy (proxy_id, first_segment, first_run) VALUES (:proxy, :sequence, :run)
                            ON CONFLICT (proxy_id) DO NOTHING
                            """)
                    .param("proxy", log.proxy())
                    .param("sequence", log.firstNumber())
                    .param("run", run)
                    .update();
        }
    }

    /** Says with which number a proxy begins. Returns 1, or 0 when its log is known from its beginning, or retired. */
    int begin(String proxy, long sequence) {
        return jdbc.sql(
                        """
                        INSERT INTO proxy (proxy_id, first_segment) VALUES (:proxy, :sequence)
                        ON CONFLICT (proxy_id) DO UPDATE SET first_segment = excluded.first_segment
                        WHERE proxy.retired_at IS NULL AND NOT EXISTS (
                            SELECT FROM proxy_progress g JOIN run r ON r.run_id = g.run_id AND r.state = 'committed'
                            WHERE g.proxy_id = proxy.proxy_id)
                        """)
                .param("proxy", proxy)
                .param("sequence", sequence)
                .update();
    }

    /** Retires a live proxy. Returns 1, or 0 when there is none of this name. */
    int retire(String proxy, Instant at, String actor, String reason) {
        return jdbc.sql(
                        """
                        UPDATE proxy SET retired_at = :at, retired_by = :actor, retired_reason = :reason
                        WHERE proxy_id = :proxy AND retired_at IS NULL
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("reason", reason)
                .param("proxy", proxy)
                .update();
    }
}
