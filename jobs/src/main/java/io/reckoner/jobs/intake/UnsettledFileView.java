package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.database.DataFolder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files handed over or taken in that no committed run has settled: what can still be withdrawn. */
final class UnsettledFileView {
    /**
     * One of them.
     *
     * @param fileName what it is kept as
     * @param givenName what it was called when it was handed over; of a segment its file name
     * @param lines how many it has, its seal left out
     */
    record Unsettled(
            SegmentName name, Kind kind, String fileName, String givenName, Path path, String sha256, long lines) {
        /** As messages call it. */
        String called() {
            return fileName.equals(givenName) ? fileName : fileName + " (handed over as " + givenName + ")";
        }
    }

    /** Where it came from. */
    enum Kind {
        SEGMENT,
        FOREIGN
    }

    private final JdbcClient jdbc;
    private final DataFolder folder;

    UnsettledFileView(JdbcClient jdbc, DataFolder folder) {
        this.jdbc = jdbc;
        this.folder = folder;
    }

    /** All of them, by source and number. */
    List<Unsettled> all() {
        return jdbc.sql(
                        """
                        SELECT g.source, g.seq, 'SEGMENT' AS kind, g.file_name, g.file_name AS given_name, g.path, g.sha256,
                               g.lines
                        FROM segment g WHERE g.source_kind = 'proxy' AND g.withdrawn_at IS NULL AND NOT EXISTS (
                            SELECT FROM run_segment s JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
                            WHERE s.segment_no = g.segment_no)
                        UNION ALL
                        SELECT f.source, f.seq, 'FOREIGN', f.file_name, f.given_name, f.path, f.sha256, f.lines
                        FROM foreign_file f WHERE f.withdrawn_at IS NULL AND NOT EXISTS (
                            SELECT FROM segment g JOIN run_segment s USING (segment_no)
                            JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
                            WHERE g.source = f.source AND g.seq = f.seq AND g.withdrawn_at IS NULL)
                        ORDER BY source, seq
                        """)
                .query((row, number) -> new Unsettled(
                        new SegmentName(row.getString("source"), row.getLong("seq")),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("file_name"),
                        row.getString("given_name"),
                        folder.read(row.getString("path")),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        row.getLong("lines")))
                .list();
    }

    /** What became of a file of this name that cannot be withdrawn, as the end of a sentence. */
    Optional<String> past(String fileName) {
        return jdbc.sql(
                        """
                        SELECT 'run ' || max(r.run_id) || ' has settled it, and what is booked stays.'
                               || ' Take back single charges with reckon wallet void'
                        FROM segment g LEFT JOIN foreign_file f ON f.source = g.source AND f.seq = g.seq
                        JOIN run_segment s USING (segment_no) JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
                        WHERE g.file_name = :name OR f.given_name = :name HAVING count(*) > 0
                        UNION ALL
                        SELECT 'it is withdrawn already' FROM segment g WHERE g.file_name = :name AND g.withdrawn_at IS NOT NULL
                        UNION ALL
                        SELECT 'it is withdrawn already' FROM foreign_file f
                        WHERE (f.file_name = :name OR f.given_name = :name) AND f.withdrawn_at IS NOT NULL
                        LIMIT 1
                        """)
                .param("name", fileName)
                .query(String.class)
                .optional();
    }
}
