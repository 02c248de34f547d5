package io.reckoner.jobs.intake;

import io.reckoner.kernel.period.ProxyLog;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code proxy_progress}: how far the numbering of each proxy is whole after a run. */
public final class ProxyProgressTable {
    private final JdbcClient jdbc;

    public ProxyProgressTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps how far it is whole. Part of the transaction that commits the run. */
    public void add(int run, List<ProxyLog> logs) {
        for (ProxyLog log : logs) {
            ProxyLog.@Nullable Segment last = null;
            long next = log.firstNumber();
            for (ProxyLog.Segment segment : log.segments()) {
                if (segment.number() != next || segment.standing() == ProxyLog.Standing.REFUSED) {
                    break;
                }
                last = segment;
                next++;
            }
            if (last != null) {
                jdbc.sql(
                                "INSERT INTO proxy_progress (run_id, proxy_id, seq, through) VALUES (:run, :proxy, :seq, :through)")
                        .param("run", run)
                        .param("proxy", log.proxy())
                        .param("seq", last.number())
                        .param("through", last.through().atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
    }
}
