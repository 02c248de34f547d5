package io.reckoner.jobs.run;

import io.reckoner.kernel.period.Horizon;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code run} and its bucket markers. */
public final class RunTable {
    private static final String COLUMNS =
            """
            run_id, business_date, revision, previous_watermark, watermark, horizon, price_book_version, directory_as_of,
            buckets, state, failure
            """;

    private final JdbcClient jdbc;

    public RunTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The run in progress, or left behind by a process that died. */
    public Optional<Run> open() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM run WHERE state = 'open'")
                .query(RunTable::map)
                .optional();
    }

    public Optional<Run> lastCommitted() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM run WHERE state = 'committed' ORDER BY run_id DESC LIMIT 1")
                .query(RunTable::map)
                .optional();
    }

    /** The newest committed runs, the newest first. */
    public List<Run> newestCommitted(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM run WHERE state = 'committed' ORDER BY run_id DESC LIMIT :limit")
                .param("limit", limit)
                .query(RunTable::map)
                .list();
    }

    public Optional<Run> committed(int runId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM run WHERE state = 'committed' AND run_id = :id")
                .param("id", runId)
                .query(RunTable::map)
                .optional();
    }

    /** The run of this number, whatever became of it. */
    public Optional<Run> find(int runId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM run WHERE run_id = :id")
                .param("id", runId)
                .query(RunTable::map)
                .optional();
    }

    public List<Run> newest(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM run ORDER BY run_id DESC LIMIT :limit")
                .param("limit", limit)
                .query(RunTable::map)
                .list();
    }

    public int nextId() {
        return jdbc.sql("SELECT COALESCE(max(run_id), 0) + 1 FROM run")
                .query(Integer.class)
                .single();
    }

    /** How many runs of this date and watermark there have been, failed ones included. */
    public int nextRevision(LocalDate businessDate, Instant watermark) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(max(revision) + 1, 0) FROM run
                        WHERE business_date = :date AND watermark = :watermark
                        """)
                .param("date", businessDate)
                .param("watermark", utc(watermark))
                .query(Integer.class)
                .single();
    }

    /** Adds an open run. There can be only one: a second is refused by the database. */
    public void add(Run run, Instant openedAt, String actor, String reason) {
        jdbc.sql(
                        """
                        INSERT INTO run (run_id, business_date, revision, previous_watermark, watermark, horizon,
                                         price_book_version, directory_as_of, buckets, state, opened_at, actor, reason)
                        VALUES (:id, :date, :revision, :previous, :watermark, :horizon, :book, :asOf, :buckets, 'open',
                                :openedAt, :actor, :reason)
                        """)
                .param("id", run.id())
                .param("date", run.businessDate())
                .param("revision", run.revision())
                .param("previous", utc(run.previousWatermark()))
                .param("watermark", utc(run.watermark()))
                .param(
                        "horizon",
                        run.horizon().map(Horizon::instant).map(RunTable::utc).orElse(null))
                .param("book", run.priceBookVersion())
                .param("asOf", utc(run.directoryAsOf()))
                .param("buckets", run.buckets())
                .param("openedAt", utc(openedAt))
                .param("actor", actor)
                .param("reason", reason)
                .update();
    }

    /** Ends a run well: from here on what it wrote is visible. */
    public void commit(int runId, Instant closedAt, byte[] previousSeal, byte[] seal) {
        int changed = jdbc.sql(
                        """
                        UPDATE run SET state = 'committed', closed_at = :closedAt, previous_seal = :previous, seal = :seal
                        WHERE run_id = :id AND state = 'open'
                        """)
                .param("id", runId)
                .param("closedAt", utc(closedAt))
                .param("previous", previousSeal)
                .param("seal", seal)
                .update();
        if (changed != 1) {
            throw new IllegalStateException("run " + runId + " is not open: it cannot be committed");
        }
    }

    /** Ends a run badly: nothing it wrote is ever visible. */
    public void fail(int runId, Instant closedAt, Run.RefusedFor refusedFor, String failure) {
        jdbc.sql(
                        """
                        UPDATE run SET state = 'failed', closed_at = :closedAt, refused_for = :refusedFor, failure = :failure
                        WHERE run_id = :id AND state = 'open'
                        """)
                .param("id", runId)
                .param("closedAt", utc(closedAt))
                .param("refusedFor", refusedFor.code())
                .param("failure", failure)
                .update();
    }

    /** The seal of the last committed run; all zeros before the first. */
    public byte[] lastSeal() {
        return jdbc.sql("SELECT seal FROM run WHERE state = 'committed' ORDER BY run_id DESC LIMIT 1")
                .query(byte[].class)
                .optional()
                .orElseGet(() -> new byte[32]);
    }

    /** The newest version of the price book. */
    public Optional<Integer> newestBook() {
        return jdbc.sql("SELECT max(version) FROM price_book HAVING count(*) > 0")
                .query(Integer.class)
                .optional();
    }

    /** Committed runs that settled nothing after an instant. */
    public List<Integer> committedThrough(Instant instant) {
        return jdbc.sql("SELECT run_id FROM run WHERE state = 'committed' AND watermark <= :instant")
                .param("instant", utc(instant))
                .query(Integer.class)
                .list();
    }

    /** Takes the bucket's advisory lock until the transaction ends: nobody else settles it meanwhile. */
    public void lockBucket(int bucket) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('reckon.bucket'), :bucket)")
                .param("bucket", bucket)
                .query(row -> {});
    }

    /** Marks a bucket as stored. Part of the transaction that stores it. */
    public void markBucket(int runId, int bucket, byte[] contentHash) {
        jdbc.sql("INSERT INTO run_bucket (run_id, bucket, content_hash) VALUES (:run, :bucket, :hash)")
                .param("run", runId)
                .param("bucket", bucket)
                .param("hash", contentHash)
                .update();
    }

    public boolean bucketStored(int runId, int bucket) {
        return jdbc.sql("SELECT count(*) FROM run_bucket WHERE run_id = :run AND bucket = :bucket")
                        .param("run", runId)
                        .param("bucket", bucket)
                        .query(Long.class)
                        .single()
                == 1;
    }

    private static Run map(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getInt("run_id"),
                row.getObject("business_date", LocalDate.class),
                row.getInt("revision"),
                instant(row, "previous_watermark"),
                instant(row, "watermark"),
                Optional.ofNullable(row.getObject("horizon", OffsetDateTime.class))
                        .map(at -> new Horizon(at.toInstant())),
                row.getInt("price_book_version"),
                instant(row, "directory_as_of"),
                row.getInt("buckets"),
                Run.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("failure"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
