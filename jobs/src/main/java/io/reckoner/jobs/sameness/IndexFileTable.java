package io.reckoner.jobs.sameness;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code index_file}. */
public final class IndexFileTable {
    /**
     * A file of the index.
     *
     * @param path relative to the data folder
     * @param run the run that wrote it; of a merged file the latest run among its entries
     */
    public record Row(String path, int run, int bucket, long entries, long bytes, String sha256) {}

    private final JdbcClient jdbc;

    public IndexFileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The files of a bucket that committed runs wrote and no merged file has replaced. */
    public List<Row> of(int bucket) {
        return jdbc.sql(
                        """
                        SELECT f.path, f.run_id, f.bucket, f.entries, f.bytes, f.sha256 FROM index_file f
                        JOIN run r ON r.run_id = f.run_id AND r.state = 'committed'
                        WHERE f.bucket = :bucket AND f.replaced_at IS NULL ORDER BY f.run_id, f.path
                        """)
                .param("bucket", bucket)
                .query((row, number) -> new Row(
                        row.getString("path"),
                        row.getInt("run_id"),
                        row.getInt("bucket"),
                        row.getLong("entries"),
                        row.getLong("bytes"),
                        HexFormat.of().formatHex(row.getBytes("sha256"))))
                .list();
    }

    /** Adds a file. Part of the transaction that stores its bucket. */
    public void add(Row file) {
        jdbc.sql(
                        """
                        INSERT INTO index_file (path, run_id, bucket, entries, bytes, sha256)
                        VALUES (:path, :run, :bucket, :entries, :bytes, :sha256)
                        """)
                .param("path", file.path())
                .param("run", file.run())
                .param("bucket", file.bucket())
                .param("entries", file.entries())
                .param("bytes", file.bytes())
                .param("sha256", HexFormat.of().parseHex(file.sha256()))
                .update();
    }

    /**
     * Puts a merged file in the place of others, or nothing where all they knew is forgotten. To be called in a transaction,
     * which must fail when this does.
     *
     * @throws IllegalStateException when one of them is replaced already: with both merged files its events would be known twice
     */
    public void replace(List<Row> merged, Optional<Row> by, Instant at) {
        by.ifPresent(this::add);
        int replaced = jdbc.sql(
                        """
                        UPDATE index_file SET replaced_by = :by, replaced_at = :at
                        WHERE path = ANY(:paths) AND replaced_at IS NULL
                        """)
                .param("by", by.map(Row::path).orElse(null), Types.VARCHAR)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("paths", merged.stream().map(Row::path).toArray(String[]::new))
                .update();
        if (replaced != merged.size()) {
            throw new IllegalStateException(merged.size() + " index files of bucket "
                    + merged.getFirst().bucket() + " were to be replaced, but only " + replaced
                    + " of them are not yet. Nothing was changed; compact again.");
        }
    }

    /** Files that must stay: all but those replaced, and those of runs that failed, before this instant. */
    Set<String> keptSince(Instant instant) {
        return new HashSet<>(jdbc.sql(
                        """
                        SELECT f.path FROM index_file f
                        JOIN run r USING (run_id)
                        WHERE (f.replaced_at IS NULL OR f.replaced_at >= :instant)
                          AND (r.state <> 'failed' OR r.closed_at >= :instant)
                        """)
                .param("instant", instant.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }
}
