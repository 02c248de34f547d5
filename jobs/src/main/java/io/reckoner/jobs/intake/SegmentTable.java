package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.Numbering;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.database.DataFolder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code segment}: files taken in. What was withdrawn is not among them any more. */
public final class SegmentTable {
    private final JdbcClient jdbc;

    public SegmentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these segments that were taken in before, by name. */
    public Map<SegmentName, Numbering.Known> taken(Collection<SegmentName> names) {
        Map<SegmentName, Numbering.Known> taken = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT source, seq, sha256, through FROM segment
                        JOIN unnest(:proxies::text[], :sequences::bigint[]) AS wanted (proxy, number)
                            ON source = proxy AND seq = number
                        WHERE withdrawn_at IS NULL
                        """)
                .param("proxies", names.stream().map(SegmentName::proxy).toArray(String[]::new))
                .param("sequences", names.stream().map(SegmentName::sequence).toArray(Long[]::new))
                .query(row -> {
                    Numbering.Known known = new Numbering.Known(
                            row.getString("source"),
                            row.getLong("seq"),
                            HexFormat.of().formatHex(row.getBytes("sha256")),
                            instant(row, "through"));
                    taken.put(new SegmentName(known.proxy(), known.sequence()), known);
                });
        return taken;
    }

    /** Takes segments in, numbered on from the last in the order given. Part of the transaction that opens the run. */
    public void add(int run, List<SegmentInspection.Sound> fresh, DataFolder folder) {
        int last = jdbc.sql("SELECT COALESCE(max(segment_no), 0) FROM segment")
                .query(Integer.class)
                .single();
        jdbc.sql(
                        """
                        INSERT INTO segment (segment_no, source, source_kind, seq, file_name, path, format, lines, bytes,
                                             sha256, first_ts, last_ts, through, recovered, run_id)
                        SELECT :last + place, proxy, 'proxy', sequence, file, path, 'usage/1', lines, bytes,
                               decode(sha256, 'hex'), first_ts, last_ts, through, recovered, :run
                        FROM unnest(:proxies::text[], :sequences::bigint[], :files::text[], :paths::text[],
                                    :lines::bigint[], :bytes::bigint[], :sha256::text[], :firstTs::timestamptz[],
                                    :lastTs::timestamptz[], :throughs::timestamptz[], :recovered::boolean[])
                             WITH ORDINALITY AS taken (proxy, sequence, file, path, lines, bytes, sha256, first_ts,
                                                       last_ts, through, recovered, place)
                        """)
                .param("last", last)
                .param("proxies", texts(fresh, sound -> sound.name().proxy()))
                .param("sequences", numbers(fresh, sound -> sound.name().sequence()))
                .param("files", texts(fresh, sound -> sound.file().getFileName().toString()))
                .param("paths", texts(fresh, sound -> folder.written(sound.file())))
                .param("lines", numbers(fresh, sound -> sound.seal().lines()))
                .param("bytes", numbers(fresh, sound -> sound.seal().bytes()))
                .param("sha256", texts(fresh, sound -> sound.seal().sha256()))
                .param("firstTs", texts(fresh, sound -> text(sound.seal().firstTs())))
                .param("lastTs", texts(fresh, sound -> text(sound.seal().lastTs())))
                .param("throughs", texts(fresh, sound -> text(sound.seal().through())))
                .param(
                        "recovered",
                        fresh.stream()
                                .map(sound -> sound.seal().origin() == Seal.Origin.RECOVERY)
                                .toArray(Boolean[]::new))
                .param("run", run)
                .update();
    }

    /** Takes foreign files in that no run has taken in before, behind the segments of the run. */
    public void addForeign(int run, List<ForeignFile> files) {
        jdbc.sql(
                        """
                        INSERT INTO segment (segment_no, source, source_kind, seq, file_name, path, format, lines, bytes,
                                             sha256, first_ts, last_ts, through, recovered, run_id)
                        SELECT (SELECT COALESCE(max(segment_no), 0) FROM segment)
                                   + row_number() OVER (ORDER BY f.source, f.seq),
                               f.source, 'foreign', f.seq, f.file_name, f.path, f.format, f.lines, f.bytes, f.sha256,
                               f.first_ts, f.last_ts, f.through, false, :run
                        FROM foreign_file f
                        JOIN unnest(:sources::text[], :sequences::bigint[]) AS named (source, seq)
                             ON named.source = f.source AND named.seq = f.seq
                        WHERE f.withdrawn_at IS NULL
                          AND NOT EXISTS (SELECT FROM segment g WHERE g.source = f.source AND g.seq = f.seq)
                        """)
                .param("run", run)
                .param(
                        "sources",
                        files.stream().map(file -> file.seal().proxy()).toArray(String[]::new))
                .param(
                        "sequences",
                        files.stream().map(file -> file.seal().sequence()).toArray(Long[]::new))
                .update();
    }

    /** Keeps what files were like when they were found to be what was taken in. */
    public void stamp(Map<SegmentName, FileStamp> stamps) {
        List<SegmentName> names = List.copyOf(stamps.keySet());
        List<FileStamp> files = names.stream().map(stamps::get).toList();
        jdbc.sql(
                        """
                        UPDATE segment SET file_bytes = looked.bytes, file_modified = looked.modified
                        FROM unnest(:proxies::text[], :sequences::bigint[], :bytes::bigint[], :modified::timestamptz[])
                             AS looked (proxy, number, bytes, modified)
                        WHERE source = looked.proxy AND seq = looked.number AND withdrawn_at IS NULL
                        """)
                .param("proxies", names.stream().map(SegmentName::proxy).toArray(String[]::new))
                .param("sequences", names.stream().map(SegmentName::sequence).toArray(Long[]::new))
                .param("bytes", files.stream().map(FileStamp::bytes).toArray(Long[]::new))
                .param(
                        "modified",
                        files.stream().map(file -> text(file.modified())).toArray(String[]::new))
                .update();
    }

    /** Takes a segment back, if a run has taken it in: its number is free again. */
    void withdraw(SegmentName name, Instant at) {
        jdbc.sql(
                        """
                        UPDATE segment SET withdrawn_at = :at
                        WHERE source = :source AND seq = :sequence AND withdrawn_at IS NULL
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("source", name.proxy())
                .param("sequence", name.sequence())
                .update();
    }

    /** Names that foreign sources bear; a proxy of the same name would be confused with them. */
    Set<String> foreignSources() {
        return new HashSet<>(jdbc.sql("SELECT DISTINCT source FROM foreign_file WHERE withdrawn_at IS NULL")
                .query(String.class)
                .list());
    }

    private static @Nullable String[] texts(
            List<SegmentInspection.Sound> fresh, Function<SegmentInspection.Sound, @Nullable String> of) {
        return fresh.stream().map(of).toArray(String[]::new);
    }

    private static Long[] numbers(List<SegmentInspection.Sound> fresh, Function<SegmentInspection.Sound, Long> of) {
        return fresh.stream().map(of).toArray(Long[]::new);
    }

    /** As PostgreSQL reads it, which calls the year 0 the year 1 BC. */
    private static @Nullable String text(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        String text = instant.toString();
        return text.startsWith("0000-") ? "0001" + text.substring(4) + " BC" : text;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
