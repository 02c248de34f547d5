package io.reckoner.jobs.verify;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.intake.ForeignFileTable;
import io.reckoner.jobs.verify.SegmentUsage.RawFile;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the raw files lie that facts name. */
final class SegmentFileView {
    private final JdbcClient jdbc;

    SegmentFileView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The file taken in under this name. A segment is looked up by its number, which has an index. */
    Optional<RawFile> file(String name) {
        Optional<SegmentName.File> segment = SegmentName.parse(name);
        if (segment.isPresent()) {
            SegmentName numbered = segment.get().segment();
            return jdbc.sql("SELECT path FROM segment WHERE source = :proxy AND seq = :sequence AND file_name = :name")
                    .param("proxy", numbered.proxy())
                    .param("sequence", numbered.sequence())
                    .param("name", name)
                    .query((row, number) -> new RawFile(Path.of(row.getString("path")), null))
                    .optional();
        }
        return new ForeignFileTable(jdbc).named(name).map(file -> new RawFile(file.path(), file.rows()));
    }
}
