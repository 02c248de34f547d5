package io.reckoner.jobs.facts;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The manifest: the only writer of {@code fact_file}. A file is in the facts if and only if it is visible here. */
public final class ManifestTable {
    /** Which files may be merged with each other: a day's, of one bucket of so many. */
    public record DayBucket(LocalDate day, int bucket, int buckets) {}

    private static final String VISIBLE =
            """
            SELECT f.path, f.run_id, f.day, f.bucket, f.row_count, f.bytes, f.sha256, f.min_account, f.max_account,
                   f.first_ts, f.last_ts, f.charge, f.cost_rated, f.provider_cost, f.draw_main, f.draw_backup,
                   f.draw_wallet_bonus, f.draw_wallet_paid, f.shortfall, f.over_run,
                   ARRAY(SELECT key || '=' || value FROM jsonb_each_text(f.counts)) AS counts
            FROM fact_file f
            JOIN run r ON r.run_id = f.run_id AND r.state = 'committed'
            WHERE f.replaced_by IS NULL
            """;

    private final JdbcClient jdbc;

    public ManifestTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a file that a run wrote. Part of the transaction that stores its bucket; repeated, it is harmless. */
    public void add(FactFile file) {
        insert(file, "run");
    }

    /** The visible files of a day, in order of paths. */
    public List<FactFile> visible(LocalDate day) {
        return jdbc.sql(VISIBLE + "AND f.day = :day ORDER BY f.path")
                .param("day", day)
                .query((row, number) -> file(row))
                .list();
    }

    /** The visible files of a day and bucket, in order of paths. */
    public List<FactFile> visible(DayBucket place) {
        return jdbc.sql(VISIBLE + "AND f.day = :day AND f.bucket = :bucket AND r.buckets = :buckets ORDER BY f.path")
                .param("day", place.day())
                .param("bucket", place.bucket())
                .param("buckets", place.buckets())
                .query((row, number) -> file(row))
                .list();
    }

    /** Days and buckets with at least so many visible files, oldest day first. */
    public List<DayBucket> withAtLeast(int files) {
        return jdbc.sql(
                        """
                        SELECT f.day, f.bucket, r.buckets FROM fact_file f
                        JOIN run r ON r.run_id = f.run_id AND r.state = 'committed'
                        WHERE f.replaced_by IS NULL
                        GROUP BY f.day, f.bucket, r.buckets HAVING count(*) >= :files
                        ORDER BY f.day, r.buckets, f.bucket
                        """)
                .param("files", files)
                .query((row, number) -> new DayBucket(
                        row.getObject("day", LocalDate.class), row.getInt("bucket"), row.getInt("buckets")))
                .list();
    }

    /**
     * Puts a merged file in the place of others. To be called in a transaction, which must fail when this does.
     *
     * @throws IllegalStateException when one of them is no longer visible: another compaction was faster
     */
    public void replace(List<FactFile> merged, FactFile by, Instant at) {
        insert(by, "compaction");
        int replaced = jdbc.sql(
                        """
                        UPDATE fact_file f SET replaced_by = :by, replaced_at = :at
                        FROM run r
                        WHERE r.run_id = f.run_id AND r.state = 'committed'
                          AND f.path = ANY(:paths) AND f.replaced_by IS NULL
                        """)
                .param("by", by.path())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("paths", merged.stream().map(FactFile::path).toArray(String[]::new))
                .update();
        if (replaced != merged.size()) {
            throw new IllegalStateException(by.path() + " was to replace " + merged.size() + " files, but only "
                    + replaced + " of them are visible. Nothing was changed; compact again.");
        }
    }

    /** Whether any file was ever added. */
    boolean isEmpty() {
        return jdbc.sql("SELECT NOT EXISTS (SELECT FROM fact_file)")
                .query(Boolean.class)
                .single();
    }

    /** Files that must stay: all but those replaced, and those of runs that failed, before this instant. */
    Set<String> keptSince(Instant instant) {
        return new HashSet<>(jdbc.sql(
                        """
                        SELECT f.path FROM fact_file f
                        JOIN run r USING (run_id)
                        WHERE (f.replaced_at IS NULL OR f.replaced_at >= :instant)
                          AND (r.state <> 'failed' OR r.closed_at >= :instant)
                        """)
                .param("instant", instant.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    private void insert(FactFile file, String origin) {
        FactSums sums = file.sums();
        jdbc.sql(
                        """
                        INSERT INTO fact_file (path, run_id, day, bucket, origin, row_count, bytes, sha256, min_account,
                            max_account, first_ts, last_ts, charge, cost_rated, provider_cost, draw_main, draw_backup,
                            draw_wallet_bonus, draw_wallet_paid, shortfall, over_run, counts)
                        VALUES (:path, :run, :day, :bucket, :origin, :rows, :bytes, :sha256, :minAccount, :maxAccount,
                            :firstTs, :lastTs, :charge, :costRated, :providerCost, :drawMain, :drawBackup,
                            :drawWalletBonus, :drawWalletPaid, :shortfall, :overRun, CAST(:counts AS jsonb))
                        ON CONFLICT (path) DO NOTHING
                        """)
                .param("path", file.path())
                .param("run", Math.toIntExact(file.run()))
                .param("day", file.day())
                .param("bucket", file.bucket())
                .param("origin", origin)
                .param("rows", file.rows())
                .param("bytes", file.bytes())
                .param("sha256", HexFormat.of().parseHex(file.sha256()))
                .param("minAccount", file.minAccount())
                .param("maxAccount", file.maxAccount())
                .param("firstTs", file.firstTs().atOffset(ZoneOffset.UTC))
                .param("lastTs", file.lastTs().atOffset(ZoneOffset.UTC))
                .param("charge", sums.charge().toBigDecimal())
                .param("costRated", sums.costRated().toBigDecimal())
                .param("providerCost", sums.providerCost().toBigDecimal())
                .param("drawMain", sums.drawMain().toBigDecimal())
                .param("drawBackup", sums.drawBackup().toBigDecimal())
                .param("drawWalletBonus", sums.drawWalletBonus().toBigDecimal())
                .param("drawWalletPaid", sums.drawWalletPaid().toBigDecimal())
                .param("shortfall", sums.shortfall().toBigDecimal())
                .param("overRun", sums.overRun().toBigDecimal())
                .param("counts", json(sums.counts()))
                .update();
    }

    /** {@code {"input":123,"output":45}}: codes need no escaping. */
    private static String json(Map<Component, BigInteger> counts) {
        return counts.entrySet().stream()
                .map(entry -> "\"" + entry.getKey().code() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static FactFile file(ResultSet row) throws SQLException {
        return new FactFile(
                row.getString("path"),
                row.getLong("run_id"),
                row.getObject("day", LocalDate.class),
                row.getInt("bucket"),
                row.getLong("row_count"),
                row.getLong("bytes"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getString("min_account"),
                row.getString("max_account"),
                row.getObject("first_ts", OffsetDateTime.class).toInstant(),
                row.getObject("last_ts", OffsetDateTime.class).toInstant(),
                new FactSums(
                        money(row, "charge"),
                        money(row, "cost_rated"),
                        money(row, "provider_cost"),
                        money(row, "draw_main"),
                        money(row, "draw_backup"),
                        money(row, "draw_wallet_bonus"),
                        money(row, "draw_wallet_paid"),
                        money(row, "shortfall"),
                        money(row, "over_run"),
                        counts(row.getArray("counts"))));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return Money.of(row.getBigDecimal(column));
    }

    private static Map<Component, BigInteger> counts(Array array) throws SQLException {
        Map<Component, BigInteger> counts = new EnumMap<>(Component.class);
        for (String entry : (String[]) array.getArray()) {
            int equals = entry.indexOf('=');
            String code = entry.substring(0, equals);
            Component component = Component.byCode(code)
                    .orElseThrow(() -> new IllegalStateException("the manifest counts \"" + code
                            + "\", which is no component: it was written by a newer version"));
            counts.put(component, new BigInteger(entry.substring(equals + 1)));
        }
        return counts;
    }
}
