package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.intake.SeenFile.Role;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which files of the intake folder were looked at before, and what they were then. */
final class SeenFileView {
    /** A segment as it was taken in, and whether a committed run has settled it. */
    record Taken(Path path, String sha256, int run, Settled settled) {}

    /** Whether what it holds is in the books. */
    enum Settled {
        YES,
        NOT_YET
    }

    private final JdbcClient jdbc;
    private final DataFolder folder;

    SeenFileView(JdbcClient jdbc, DataFolder folder) {
        this.jdbc = jdbc;
        this.folder = folder;
    }

    /**
     * Files taken in, and second deliveries noticed before, by name. Left out is a second delivery under the name of another
     * segment, which would hide that segment when it comes, and all that was withdrawn.
     */
    SeenFiles seen() {
        Map<String, SeenFile> seen = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT g.file_name, g.source, g.seq, r.opened_at, g.file_bytes, g.file_modified, true AS taken
                        FROM segment g JOIN run r USING (run_id)
                        WHERE g.source_kind = 'proxy' AND g.withdrawn_at IS NULL
                        UNION ALL
                        SELECT n.file_name, n.source, n.seq, r.opened_at, NULL, NULL, false
                        FROM segment_notice n JOIN run r USING (run_id)
                        JOIN segment g ON g.source = n.source AND g.seq = n.seq AND g.withdrawn_at IS NULL
                        WHERE n.notice = 'second_delivery'
                        """)
                .query(row -> {
                    SegmentName segment = new SegmentName(row.getString("source"), row.getLong("seq"));
                    Instant at =
                            row.getObject("opened_at", OffsetDateTime.class).toInstant();
                    @Nullable OffsetDateTime modified = row.getObject("file_modified", OffsetDateTime.class);
                    SeenFile file = new SeenFile(
                            segment,
                            row.getBoolean("taken") ? Role.TAKEN : Role.SECOND_DELIVERY,
                            modified == null ? null : new FileStamp(row.getLong("file_bytes"), modified.toInstant()),
                            at);
                    String name = row.getString("file_name");
                    if (isUnderItsOwnName(name, segment)) {
                        seen.merge(name, file, SeenFileView::better);
                    }
                });
        return new SeenFiles(seen);
    }

    private static boolean isUnderItsOwnName(String file, SegmentName segment) {
        return SegmentName.parse(file).map(SegmentName.File::segment).stream().allMatch(segment::equals);
    }

    /** A file that was taken in is that, whatever it brought before; of two looks the later counts. */
    private static SeenFile better(SeenFile one, SeenFile other) {
        if (one.role() != other.role()) {
            return one.role() == Role.TAKEN ? one : other;
        }
        return one.at().isAfter(other.at()) ? one : other;
    }

    /** The segment of this number. */
    Optional<Taken> taken(SegmentName name) {
        return jdbc.sql(
                        """
                        SELECT g.path, g.sha256, g.run_id, EXISTS (
                            SELECT FROM run_segment s JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
                            WHERE s.segment_no = g.segment_no) AS settled
                        FROM segment g WHERE g.source = :proxy AND g.seq = :sequence AND g.withdrawn_at IS NULL
                        """)
                .param("proxy", name.proxy())
                .param("sequence", name.sequence())
                .query((row, number) -> new Taken(
                        folder.read(row.getString("path")),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        row.getInt("run_id"),
                        row.getBoolean("settled") ? Settled.YES : Settled.NOT_YET))
                .optional();
    }
}
