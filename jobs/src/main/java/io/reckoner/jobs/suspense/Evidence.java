package io.reckoner.jobs.suspense;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.intake.ForeignFileTable;
import io.reckoner.jobs.intake.RunInputTable;
import io.reckoner.jobs.settlement.SettlementSettings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the lines of suspense stand: suspense keeps their places, the files keep the lines. */
final class Evidence {
    private final SuspenseTable suspense;
    private final RunInputTable segments;
    private final ForeignFileTable foreign;

    private final int maxLineBytes;

    /** @param maxLineBytes a longer line is not kept */
    Evidence(JdbcTemplate jdbc, DataFolder folder, int maxLineBytes) {
        JdbcClient client = JdbcClient.create(jdbc);
        suspense = new SuspenseTable(client, jdbc);
        segments = new RunInputTable(client, jdbc, folder);
        foreign = new ForeignFileTable(client, folder);
        this.maxLineBytes = maxLineBytes;
    }

    static Evidence of(Session session) {
        return new Evidence(
                new JdbcTemplate(session.database().as(DatabaseRole.WRITER)),
                session.data(),
                session.settings(SettlementSettings.class).maxLine());
    }

    SuspenseTable suspense() {
        return suspense;
    }

    /** When the item's file was taken back; empty for a file that was not. */
    Optional<Instant> withdrawnAt(SuspenseTable.Item item) {
        return segments.segment(item.segment()).withdrawnAt();
    }

    /** @throws IOException when the file is gone, or was withdrawn, or cannot be read */
    EvidenceLines lines(SuspenseTable.Item item) throws IOException {
        RunInputTable.TakenSegment segment = segments.segment(item.segment());
        if (segment.withdrawnAt().isPresent()) {
            // What lies at its place now may be another file.
            throw new NoSuchFileException(segment.file().toString(), null, "it was withdrawn");
        }
        List<ForeignRows> rows = segment.isForeign()
                ? List.of(foreign.find(segment.seal().name()).orElseThrow().rows())
                : List.of();
        return new EvidenceLines(
                segment.file(), rows.isEmpty() ? null : rows.getFirst(), maxLineBytes, suspense.ranges(item.id()));
    }
}
