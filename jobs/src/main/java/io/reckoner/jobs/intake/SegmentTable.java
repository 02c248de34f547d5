package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.Numbering;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.kernel.period.ProxyLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code segment}, {@code segment_notice} and {@code proxy_progress}. */
public final class SegmentTable {
    /** The last number of a proxy before its first missing one, and its promise. */
    public record Progress(long sequence, Instant through) {}

    private final JdbcClient jdbc;

    public SegmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Files taken in, and second deliveries noticed before, each with when its run opened: unchanged they need no second
     * look. A second delivery under the name of another segment is left out: it would hide that segment when it comes.
     */
    Map<String, Instant> seen() {
        Map<String, Instant> seen = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT file_name, source, seq, opened_at FROM segment JOIN run USING (run_id)
                        WHERE source_kind = 'proxy'
                        UNION ALL SELECT file_name, source, seq, opened_at FROM segment_notice JOIN run USING (run_id)
                        WHERE notice = 'second_delivery'
                        """)
                .query(row -> {
                    String file = row.getString("file_name");
                    String proxy = row.getString("source");
                    long number = row.getLong("seq");
                    if (SegmentName.parse(file)
                            .map(SegmentName.File::segment)
                            .filter(named -> !named.proxy().equals(proxy) || named.sequence() != number)
                            .isEmpty()) {
                        seen.merge(file, instant(row, "opened_at"), (one, other) -> one.isAfter(other) ? one : other);
                    }
                });
        return seen;
    }

    /** What was said of second deliveries before. */
    Set<String> secondDeliveries() {
        return new HashSet<>(jdbc.sql("SELECT detail FROM segment_notice WHERE notice = 'second_delivery'")
                .query(String.class)
                .list());
    }

    /** Those of these segments that were taken in before, by name. */
    public Map<SegmentName, Numbering.Known> taken(Collection<SegmentName> names) {
        Map<SegmentName, Numbering.Known> taken = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT source, seq, sha256, through FROM segment
                        JOIN unnest(:proxies::text[], :sequences::bigint[]) AS wanted (proxy, number)
                            ON source = proxy AND seq = number
                        """)
                .param("proxies", names.stream().map(SegmentName::proxy).toArray(String[]::new))
                .param("sequences", names.stream().map(SegmentName::sequence).toArray(Long[]::new))
                .query(row -> {
                    Numbering.Known known = new Numbering.Known(
                            row.getString("source"),
                            row.getLong("seq"),
                            HexFormat.of().formatHex(row.getBytes("sha256")),
                            instant(row, "through"));
                    taken.put(new SegmentName(known.proxy(), known.sequence()), known);
                });
        return taken;
    }

    /** By proxy, as the last committed run left it. */
    Map<String, Progress> progress() {
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
    List<ProxyLog.Segment> after(String proxy, long sequence) {
        return jdbc.sql("SELECT seq, through FROM segment WHERE source = :proxy AND seq > :sequence ORDER BY seq")
                .param("proxy", proxy)
                .param("sequence", sequence)
                .query((row, number) ->
                        new ProxyLog.Segment(row.getLong("seq"), ProxyLog.Standing.ACCEPTED, instant(row, "through")))
                .list();
    }

    /** How the numbering of every live proxy stands, with all segments taken in. */
    public List<ProxyLog> logs() {
        List<ProxyLog> logs = new ArrayList<>();
        Map<String, Progress> progress = progress();
        jdbc.sql("SELECT proxy_id, first_segment FROM proxy WHERE retired_at IS NULL ORDER BY proxy_id")
                .query(row -> {
                    String proxy = row.getString("proxy_id");
                    Progress whole = progress.get(proxy);
                    long first = whole == null ? row.getLong("first_segment") : whole.sequence();
                    List<ProxyLog.Segment> segments = after(proxy, first - 1);
                    logs.add(new ProxyLog(proxy, first, segments));
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

    /** Takes segments in, numbered on from the last in the order given. Part of the transaction that opens the run. */
    public void add(int run, List<SegmentInspection.Sound> fresh, DataFolder folder) {
        int last = jdbc.sql("SELECT COALESCE(max(segment_no), 0) FROM segment")
                .query(Integer.class)
                .single();
        jdbc.sql(
                        """
                        INSERT INTO segment (segment_no, source, source_kind, seq, file_name, path, format, lines, bytes,
                                             sha256, first_ts, last_ts, through, recovered, run_id)
                        SELECT :last + place, proxy, 'proxy', sequence, file, path, 'usage/1', lines, bytes,
                               decode(sha256, 'hex'), first_ts, last_ts, through, recovered, :run
                        FROM unnest(:proxies::text[], :sequences::bigint[], :files::text[], :paths::text[],
                                    :lines::bigint[], :bytes::bigint[], :sha256::text[], :firstTs::timestamptz[],
                                    :lastTs::timestamptz[], :throughs::timestamptz[], :recovered::boolean[])
                             WITH ORDINALITY AS taken (proxy, sequence, file, path, lines, bytes, sha256, first_ts,
                                                       last_ts, through, recovered, place)
                        """)
                .param("last", last)
                .param("proxies", texts(fresh, sound -> sound.name().proxy()))
                .param("sequences", numbers(fresh, sound -> sound.name().sequence()))
                .param("files", texts(fresh, sound -> sound.file().getFileName().toString()))
                .param("paths", texts(fresh, sound -> folder.written(sound.file())))
                .param("lines", numbers(fresh, sound -> sound.seal().lines()))
                .param("bytes", numbers(fresh, sound -> sound.seal().bytes()))
                .param("sha256", texts(fresh, sound -> sound.seal().sha256()))
                .param("firstTs", texts(fresh, sound -> text(sound.seal().firstTs())))
                .param("lastTs", texts(fresh, sound -> text(sound.seal().lastTs())))
                .param("throughs", texts(fresh, sound -> text(sound.seal().through())))
                .param(
                        "recovered",
                        fresh.stream()
                                .map(sound -> sound.seal().origin() == Seal.Origin.RECOVERY)
                                .toArray(Boolean[]::new))
                .param("run", run)
                .update();
    }

    /** Takes foreign files in that no run has taken in before, behind the segments of the run. */
    public void addForeign(int run, List<ForeignFile> files) {
        jdbc.sql(
                        """
                        INSERT INTO segment (segment_no, source, source_kind, seq, file_name, path, format, lines, bytes,
                                             sha256, first_ts, last_ts, through, recovered, run_id)
                        SELECT (SELECT COALESCE(max(segment_no), 0) FROM segment)
                                   + row_number() OVER (ORDER BY f.source, f.seq),
                               f.source, 'foreign', f.seq, f.file_name, f.path, f.format, f.lines, f.bytes, f.sha256,
                               f.first_ts, f.last_ts, f.through, false, :run
                        FROM foreign_file f
                        JOIN unnest(:sources::text[], :sequences::bigint[]) AS named (source, seq)
                             ON named.source = f.source AND named.seq = f.seq
                        WHERE NOT EXISTS (SELECT FROM segment g WHERE g.source = f.source AND g.seq = f.seq)
                        """)
                .param("run", run)
                .param(
                        "sources",
                        files.stream().map(file -> file.seal().proxy()).toArray(String[]::new))
                .param(
                        "sequences",
                        files.stream().map(file -> file.seal().sequence()).toArray(Long[]::new))
                .update();
    }

    /** Names that foreign sources bear; a proxy of the same name would be confused with them. */
    Set<String> foreignSources() {
        return new HashSet<>(jdbc.sql("SELECT DISTINCT source FROM foreign_file")
                .query(String.class)
                .list());
    }

    private static @Nullable String[] texts(
            List<SegmentInspection.Sound> fresh, Function<SegmentInspection.Sound, @Nullable String> of) {
        return fresh.stream().map(of).toArray(String[]::new);
    }

    private static Long[] numbers(List<SegmentInspection.Sound> fresh, Function<SegmentInspection.Sound, Long> of) {
        return fresh.stream().map(of).toArray(Long[]::new);
    }

    /** As PostgreSQL reads it, which calls the year 0 the year 1 BC. */
    private static @Nullable String text(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        String text = instant.toString();
        return text.startsWith("0000-") ? "0001" + text.substring(4) + " BC" : text;
    }

    /** Keeps what a run noticed. */
    public void addNotices(int run, List<Notice> notices) {
        for (Notice notice : notices) {
            jdbc.sql(
                            """
                            INSERT INTO segment_notice (run_id, file_name, notice, source, seq, detail)
                            VALUES (:run, :file, :notice, :proxy, :sequence, :sentence)
                            ON CONFLICT DO NOTHING
                            """)
                    .param("run", run)
                    .param("file", notice.file())
                    .param("notice", notice.kind().code())
                    .param("proxy", notice.proxy())
                    .param("sequence", notice.sequence(), java.sql.Types.BIGINT)
                    .param("sentence", notice.sentence())
                    .update();
        }
    }

    /** What a run noticed that somebody should see, one sentence each: all but the segments that still grow. */
    public List<String> noticed(int run) {
        return jdbc.sql(
                        """
                        SELECT detail FROM segment_notice
                        WHERE run_id = :run AND notice <> 'growing' ORDER BY source, seq NULLS FIRST, file_name, notice
                        """)
                .param("run", run)
                .query(String.class)
                .list();
    }

    /** Of what kinds that is. */
    public Set<Notice.Kind> kindsNoticed(int run) {
        Set<Notice.Kind> kinds = EnumSet.noneOf(Notice.Kind.class);
        for (Notice.Kind kind : Notice.Kind.values()) {
            if (jdbc.sql("SELECT EXISTS (SELECT FROM segment_notice WHERE run_id = :run AND notice = :kind)")
                    .param("run", run)
                    .param("kind", kind.code())
                    .query(Boolean.class)
                    .single()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Keeps how far each proxy's numbering is whole. */
    public void addProgress(int run, List<ProxyLog> logs) {
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
                        .param("through", utc(last.through()))
                        .update();
            }
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
