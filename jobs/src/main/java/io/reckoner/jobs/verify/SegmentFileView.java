package io.reckoner.jobs.verify;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.StoredSegment;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.intake.ForeignFileTable;
import io.reckoner.jobs.verify.SegmentSealCheck.TakenFile;
import io.reckoner.jobs.verify.SegmentUsage.RawFile;
import io.reckoner.reports.verify.RunRange;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the raw files lie that facts name. */
final class SegmentFileView {
    private final JdbcClient jdbc;
    private final DataFolder folder;

    SegmentFileView(JdbcClient jdbc, DataFolder folder) {
        this.folder = folder;
        this.jdbc = jdbc;
    }

    /** The file taken in under this name. A segment is looked up by its number, which has an index. */
    Optional<RawFile> file(String name) {
        Optional<SegmentName.File> segment = SegmentName.parse(name);
        if (segment.isPresent()) {
            SegmentName numbered = segment.get().segment();
            return jdbc.sql(
                            """
                            SELECT path FROM segment
                            WHERE source = :proxy AND seq = :sequence AND file_name = :name AND withdrawn_at IS NULL
                            """)
                    .param("proxy", numbered.proxy())
                    .param("sequence", numbered.sequence())
                    .param("name", name)
                    .query((row, number) -> new RawFile(StoredSegment.find(folder.read(row.getString("path"))), null))
                    .optional();
        }
        return new ForeignFileTable(jdbc, folder).named(name).map(file -> new RawFile(file.path(), file.rows()));
    }

    /** The files that committed runs of this range have read whole, in the order in which they were taken in. */
    List<TakenFile> readBy(RunRange runs) {
        return jdbc.sql(
                        """
                        SELECT g.path, g.source_kind, encode(g.sha256, 'hex') AS sha256 FROM segment g
                        WHERE EXISTS (
                            SELECT FROM run_segment s JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
                            WHERE s.segment_no = g.segment_no AND s.run_id BETWEEN :first AND :last)
                        ORDER BY g.segment_no
                        """)
                .param("first", runs.first())
                .param("last", runs.last())
                .query((row, number) -> new TakenFile(
                        StoredSegment.find(folder.read(row.getString("path"))),
                        row.getString("source_kind").equals("foreign")
                                ? TakenFile.Kind.FOREIGN
                                : TakenFile.Kind.SEGMENT,
                        row.getString("sha256")))
                .list();
    }
}
