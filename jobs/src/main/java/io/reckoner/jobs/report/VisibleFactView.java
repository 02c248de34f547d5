package io.reckoner.jobs.report;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.VisibleFactFile;
import io.reckoner.reports.facts.VisibleFactFiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads which fact files there are from the manifest. */
public final class VisibleFactView implements VisibleFactFiles {
    private final JdbcClient jdbc;
    private final DataFolder folder;

    public VisibleFactView(JdbcClient jdbc, DataFolder folder) {
        this.jdbc = jdbc;
        this.folder = folder;
    }

    @Override
    public List<VisibleFactFile> visible(FactScope scope) {
        return jdbc
                .sql(
                        """
                        SELECT path, sha256, bytes, row_count, day, bucket, buckets, min_account, max_account, first_ts,
                               last_ts, run_id
                        FROM reports.visible_fact_file WHERE day BETWEEN :first AND :last ORDER BY day, bucket, path
                        """)
                .param("first", scope.firstDay())
                .param("last", scope.lastDay())
                .query(this::file)
                .list()
                .stream()
                .filter(scope::mayHold)
                .toList();
    }

    private VisibleFactFile file(ResultSet row, int number) throws SQLException {
        return new VisibleFactFile(
                folder.root().resolve(row.getString("path")),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getLong("row_count"),
                row.getObject("day", LocalDate.class),
                row.getInt("bucket"),
                row.getInt("buckets"),
                row.getString("min_account"),
                row.getString("max_account"),
                row.getObject("first_ts", OffsetDateTime.class).toInstant(),
                row.getObject("last_ts", OffsetDateTime.class).toInstant(),
                row.getLong("run_id"));
    }
}
