package io.reckoner.jobs.intake;

import io.reckoner.kernel.period.ProxyLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the numbering of proxies stands: where each begins, how far it is whole, which segments lie behind that. */
public final class ProxyLogView {
    /** The last number of a proxy before its first missing one, and its promise. */
    private record Progress(long sequence, Instant through) {}

    private final JdbcClient jdbc;

    public ProxyLogView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How the numbering of every live proxy stands, with all segments taken in. The last one that is whole makes the promise of
     * all up to it.
     */
    public List<ProxyLog> logs() {
        List<ProxyLog> logs = new ArrayList<>();
        Map<String, Progress> progress = progress();
        jdbc.sql("SELECT proxy_id, first_segment FROM proxy WHERE retired_at IS NULL ORDER BY proxy_id")
                .query(row -> {
                    String proxy = row.getString("proxy_id");
                    Progress whole = progress.get(proxy);
                    if (whole == null) {
                        long first = row.getLong("first_segment");
                        logs.add(new ProxyLog(proxy, first, after(proxy, first - 1)));
                    } else {
                        List<ProxyLog.Segment> segments = new ArrayList<>(after(proxy, whole.sequence()));
                        segments.add(
                                new ProxyLog.Segment(whole.sequence(), ProxyLog.Standing.ACCEPTED, whole.through()));
                        logs.add(new ProxyLog(proxy, whole.sequence(), segments));
                    }
                });
        return logs;
    }

    /** The number each proxy begins with. */
    Map<String, Long> begins() {
        Map<String, Long> begins = new HashMap<>();
        jdbc.sql("SELECT proxy_id, first_segment FROM proxy").query(row -> {
            begins.put(row.getString("proxy_id"), row.getLong("first_segment"));
        });
        return begins;
    }

    Set<String> retired() {
        return new HashSet<>(jdbc.sql("SELECT proxy_id FROM proxy WHERE retired_at IS NOT NULL")
                .query(String.class)
                .list());
    }

    /** By proxy, as the last committed run left it. */
    private Map<String, Progress> progress() {
        Map<String, Progress> progress = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT p.proxy_id, latest.seq, latest.through FROM proxy p
                        CROSS JOIN LATERAL (
                            SELECT g.seq, g.through FROM proxy_progress g
                            JOIN run r ON r.run_id = g.run_id AND r.state = 'committed'
                            WHERE g.proxy_id = p.proxy_id ORDER BY g.run_id DESC LIMIT 1
                        ) latest
                        """)
                .query(row -> {
                    progress.put(row.getString("proxy_id"), new Progress(row.getLong("seq"), instant(row, "through")));
                });
        return progress;
    }

    /** Segments of a proxy behind a number. */
    private List<ProxyLog.Segment> after(String proxy, long sequence) {
        return jdbc.sql(
                        """
                        SELECT seq, through FROM segment
                        WHERE source = :proxy AND seq > :sequence AND withdrawn_at IS NULL ORDER BY seq
                        """)
                .param("proxy", proxy)
                .param("sequence", sequence)
                .query((row, number) ->
                        new ProxyLog.Segment(row.getLong("seq"), ProxyLog.Standing.ACCEPTED, instant(row, "through")))
                .list();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
