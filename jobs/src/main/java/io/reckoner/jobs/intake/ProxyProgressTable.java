package io.reckoner.jobs.intake;

import io.reckoner.kernel.period.ProxyLog;
import io.reckoner.kernel.period.Watermark;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code proxy_progress}: how far the numbering, and the promise, of each proxy reach after a run. */
public final class ProxyProgressTable {
    private final JdbcClient jdbc;

    public ProxyProgressTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps how far they reach. Part of the transaction that commits the run. */
    public void add(int run, List<ProxyLog> logs) {
        for (ProxyLog log : logs) {
            Watermark.Hold hold = Watermark.hold(log);
            @Nullable Instant through = hold.through();
            if (through != null) {
                jdbc.sql(
                                "INSERT INTO proxy_progress (run_id, proxy_id, seq, through) VALUES (:run, :proxy, :seq, :through)")
                        .param("run", run)
                        .param("proxy", log.proxy())
                        .param("seq", hold.lastNumber())
                        .param("through", through.atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
    }
}
