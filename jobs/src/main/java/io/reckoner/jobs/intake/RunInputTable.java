package io.reckoner.jobs.intake;

import io.reckoner.ingest.decode.CarriedRange;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.StoredSegment;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.kernel.period.Micros;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code run_segment}, {@code run_retry} and {@code carried_range}: what a run reads and leaves. */
public final class RunInputTable {
    /**
     * A segment as it was taken in.
     *
     * @param file where it lies now
     * @param promised what the proxy had promised before, by what earlier runs knew of it and by the segment just before;
     *     {@code Instant.MIN} for the first
     * @param withdrawnAt when somebody took it back: what lies at its place since then is another file
     */
    public record TakenSegment(
            int number,
            String fileName,
            Path file,
            String format,
            Seal seal,
            Instant promised,
            Optional<Instant> withdrawnAt) {
        /** Whether it is no log of format 1, but a foreign file. */
        public boolean isForeign() {
            return !format.equals("usage/1");
        }
    }

    /** Lines a run left to the next, and the segment's number. */
    public record Carried(int segment, CarriedRange range) {}

    private static final String SEGMENTS =
            """
            SELECT g.segment_no, g.source, g.seq, g.file_name, g.path, g.format, g.lines, g.bytes, g.sha256, g.first_ts,
                   g.last_ts, g.through, g.recovered, g.withdrawn_at,
                   greatest(
                       (SELECT p.through FROM proxy_progress p WHERE p.proxy_id = g.source AND p.seq < g.seq
                        ORDER BY p.run_id DESC LIMIT 1),
                       (SELECT e.through FROM segment e WHERE e.source = g.source AND e.seq < g.seq
                        AND e.withdrawn_at IS NULL ORDER BY e.seq DESC LIMIT 1)) AS promised
            FROM segment g
            """;

    private static final String UNREAD =
            """
            WHERE g.withdrawn_at IS NULL AND NOT EXISTS (
                SELECT FROM run_segment s JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
                WHERE s.segment_no = g.segment_no)
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final DataFolder folder;

    public RunInputTable(JdbcClient jdbc, JdbcTemplate batch, DataFolder folder) {
        this.folder = folder;
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** Whether there is a segment that no committed run has read: one taken in by a run that failed. */
    public boolean anyUnread() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM segment g " + UNREAD + ")")
                .query(Boolean.class)
                .single();
    }

    /** Pins for a run every segment that no committed run has read. Part of the transaction that opens the run. */
    public int pinSegments(int run) {
        return jdbc.sql("INSERT INTO run_segment (run_id, segment_no) SELECT :run, g.segment_no FROM segment g "
                        + UNREAD)
                .param("run", run)
                .update();
    }

    /** Pins the suspense a run tries again. */
    public void pinRetries(int run, List<Long> suspense) {
        batch.batchUpdate(
                "INSERT INTO run_retry (run_id, suspense_id) VALUES (?, ?)",
                suspense.stream().map(id -> new Object[] {run, id}).toList());
    }

    /** Segments the run reads whole. */
    public List<TakenSegment> whole(int run) {
        return jdbc.sql(SEGMENTS + " JOIN run_segment s USING (segment_no) WHERE s.run_id = :run")
                .param("run", run)
                .query(this::taken)
                .list();
    }

    /** A segment taken in, by number. */
    public TakenSegment segment(int number) {
        return jdbc.sql(SEGMENTS + " WHERE g.segment_no = :number")
                .param("number", number)
                .query(this::taken)
                .single();
    }

    /** What the run before carried out: the last committed run with a smaller number. */
    public List<Carried> carriedInto(int run) {
        return jdbc.sql(
                        """
                        SELECT c.segment_no, g.source, g.seq, c.first_line, c.last_line, c.first_offset, c.lines,
                               c.future_from, c.max_line_bytes
                        FROM carried_range c JOIN segment g USING (segment_no)
                        WHERE c.run_id = (SELECT max(run_id) FROM run WHERE state = 'committed' AND run_id < :run)
                        ORDER BY c.segment_no, c.first_line
                        """)
                .param("run", run)
                .query((row, number) -> new Carried(
                        row.getInt("segment_no"),
                        new CarriedRange(
                                segmentName(row),
                                row.getLong("first_line"),
                                row.getLong("first_offset"),
                                row.getLong("last_line"),
                                row.getLong("lines"),
                                Micros.of(instant(row, "future_from")),
                                row.getInt("max_line_bytes"))))
                .list();
    }

    /**
     * Leaves to the next run all that the run before left to this one, unread.
     *
     * @return how many lines
     */
    public long carryOn(int run) {
        jdbc.sql(
                        """
                        INSERT INTO carried_range (run_id, segment_no, first_line, last_line, first_offset, lines, future_from,
                                                   max_line_bytes)
                        SELECT :run, segment_no, first_line, last_line, first_offset, lines, future_from, max_line_bytes
                        FROM carried_range
                        WHERE run_id = (SELECT max(run_id) FROM run WHERE state = 'committed' AND run_id < :run)
                        """)
                .param("run", run)
                .update();
        return jdbc.sql("SELECT COALESCE(sum(lines), 0) FROM carried_range WHERE run_id = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }

    /** Ids of the suspense the run tries again. */
    public List<Long> retries(int run) {
        return jdbc.sql("SELECT suspense_id FROM run_retry WHERE run_id = :run ORDER BY suspense_id")
                .param("run", run)
                .query(Long.class)
                .list();
    }

    /** Keeps what the run leaves to the next. Part of the transaction that commits the run. */
    public void addCarried(int run, Map<String, Integer> segmentNumbers, List<CarriedRange> ranges) {
        batch.batchUpdate(
                """
                INSERT INTO carried_range (run_id, segment_no, first_line, last_line, first_offset, lines, future_from,
                                           max_line_bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                ranges.stream()
                        .map(range -> new Object[] {
                            run,
                            segmentNumbers.get(range.segment()),
                            range.firstLine(),
                            range.lastLine(),
                            range.firstOffset(),
                            range.lines(),
                            Micros.instant(range.futureFromMicros()).atOffset(ZoneOffset.UTC),
                            range.maxLineBytes()
                        })
                        .toList());
    }

    private TakenSegment taken(ResultSet row, int number) throws SQLException {
        @Nullable Instant promised = instantOrNull(row, "promised");
        return new TakenSegment(
                row.getInt("segment_no"),
                row.getString("file_name"),
                StoredSegment.find(folder.read(row.getString("path"))),
                row.getString("format"),
                new Seal(
                        row.getString("source"),
                        row.getLong("seq"),
                        row.getLong("lines"),
                        row.getLong("bytes"),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        instantOrNull(row, "first_ts"),
                        instantOrNull(row, "last_ts"),
                        instant(row, "through"),
                        row.getBoolean("recovered") ? Seal.Origin.RECOVERY : Seal.Origin.PROXY),
                promised == null ? Instant.MIN : promised,
                Optional.ofNullable(instantOrNull(row, "withdrawn_at")));
    }

    private static String segmentName(ResultSet row) throws SQLException {
        return new SegmentName(row.getString("source"), row.getLong("seq")).toString();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
