package io.reckoner.jobs.intake;

import io.reckoner.ingest.foreign.ColumnMapping;
import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.ForeignMapping.CacheAssumption;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.kernel.account.KeyKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code foreign_file}. */
public final class ForeignFileTable {
    private static final String SELECT =
            """
            SELECT f.source, f.seq, f.file_name, f.given_name, f.path, f.format, f.lines, f.bytes, f.sha256, f.first_ts,
                   f.last_ts, f.through, f.account_id, f.key_id, f.key_kind, f.provider, f.model, f.endpoint, f.starts_at,
                   f.cache, f.mapping
            FROM foreign_file f
            """;

    private final JdbcClient jdbc;
    private final DataFolder folder;

    public ForeignFileTable(JdbcClient jdbc, DataFolder folder) {
        this.folder = folder;
        this.jdbc = jdbc;
    }

    /** The file of this source and number. */
    public Optional<ForeignFile> find(SegmentName name) {
        return jdbc.sql(SELECT + "WHERE f.source = :source AND f.seq = :seq")
                .param("source", name.proxy())
                .param("seq", name.sequence())
                .query(this::file)
                .optional();
    }

    /** The file that is kept under this name. */
    public Optional<ForeignFile> named(String fileName) {
        return jdbc.sql(SELECT + "WHERE f.file_name = :name")
                .param("name", fileName)
                .query(this::file)
                .optional();
    }

    /** The file of this source with the same content, unless it was withdrawn. */
    public Optional<ForeignFile> same(Seal seal) {
        return jdbc.sql(SELECT + "WHERE f.source = :source AND f.sha256 = :sha256 AND f.withdrawn_at IS NULL")
                .param("source", seal.proxy())
                .param("sha256", HexFormat.of().parseHex(seal.sha256()))
                .query(this::file)
                .optional();
    }

    /** Files that no committed run has read, and nobody has withdrawn, by source and number. */
    public List<ForeignFile> waiting() {
        return jdbc.sql(
                        SELECT
                                + """
                        WHERE f.withdrawn_at IS NULL AND NOT EXISTS (
                            SELECT FROM segment g JOIN run_segment s USING (segment_no)
                            JOIN run r ON r.run_id = s.run_id AND r.state = 'committed'
                            WHERE g.source = f.source AND g.seq = f.seq)
                        ORDER BY f.source, f.seq
                        """)
                .query(this::file)
                .list();
    }

    /** Takes a file back. It is kept, and so is its number. */
    void withdraw(SegmentName name, Instant at) {
        jdbc.sql("UPDATE foreign_file SET withdrawn_at = :at WHERE source = :source AND seq = :sequence")
                .param("at", utc(at))
                .param("source", name.proxy())
                .param("sequence", name.sequence())
                .update();
    }

    /** The number of the next file of a source. */
    public long nextSequence(String source) {
        return jdbc.sql("SELECT COALESCE(max(seq), 0) + 1 FROM foreign_file WHERE source = :source")
                .param("source", source)
                .query(Long.class)
                .single();
    }

    /** Whether a proxy writes under this name. */
    public boolean isProxy(String source) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM proxy WHERE proxy_id = :source)")
                .param("source", source)
                .query(Boolean.class)
                .single();
    }

    /** Keeps a file, in the turn of the act that hands it over. */
    public void add(ForeignFile file, Instant at, Act act) {
        Seal seal = file.seal();
        ForeignMapping mapping = file.mapping();
        jdbc.sql(
                        """
                        INSERT INTO foreign_file (source, seq, file_name, given_name, path, format, lines, bytes, sha256,
                                                  first_ts, last_ts, through, account_id, key_id, key_kind, provider,
                                                  model, endpoint, starts_at, cache, mapping, recorded_at, actor,
                                                  reason)
                        VALUES (:source, :seq, :file, :given, :path, :format, :lines, :bytes, :sha256, :first, :last,
                                :through, :account, :key, :kind, :provider, :model, :endpoint, :start, :cache, :mapping, :at,
                                :actor, :reason)
                        """)
                .param("source", seal.proxy())
                .param("seq", seal.sequence())
                .param("file", file.fileName())
                .param("given", file.givenName())
                .param("path", folder.written(file.path()))
                .param("format", file.format().code())
                .param("lines", seal.lines())
                .param("bytes", seal.bytes())
                .param("sha256", HexFormat.of().parseHex(seal.sha256()))
                .param("first", utc(seal.firstTs()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("last", utc(seal.lastTs()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("through", utc(seal.through()))
                .param("account", orNull(mapping.account()), Types.VARCHAR)
                .param("key", orNull(mapping.key()), Types.VARCHAR)
                .param("kind", mapping.keyKind().map(KeyKind::code).orElse(null), Types.VARCHAR)
                .param("provider", mapping.provider())
                .param("model", mapping.model())
                .param("endpoint", mapping.endpoint())
                .param("start", utc(mapping.start()))
                .param("cache", mapping.cache().name().toLowerCase(Locale.ROOT))
                .param("mapping", file.mappingText())
                .param("at", utc(at))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    private ForeignFile file(ResultSet row, int number) throws SQLException {
        return new ForeignFile(
                new Seal(
                        row.getString("source"),
                        row.getLong("seq"),
                        row.getLong("lines"),
                        row.getLong("bytes"),
                        HexFormat.of().formatHex(row.getBytes("sha256")),
                        instant(row, "first_ts"),
                        instant(row, "last_ts"),
                        row.getObject("through", OffsetDateTime.class).toInstant(),
                        Seal.Origin.PROXY),
                ForeignFormat.byCode(row.getString("format")).orElseThrow(),
                new ForeignMapping(
                        row.getString("source"),
                        orEmpty(row.getString("account_id")),
                        orEmpty(row.getString("key_id")),
                        KeyKind.byCode(orEmpty(row.getString("key_kind"))),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getString("endpoint"),
                        row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                        CacheAssumption.valueOf(row.getString("cache").toUpperCase(Locale.ROOT)),
                        columns(row)),
                row.getString("mapping"),
                row.getString("file_name"),
                row.getString("given_name"),
                folder.read(row.getString("path")));
    }

    /** A mapping is kept only when it has no fault. */
    private static ColumnMapping columns(ResultSet row) throws SQLException {
        String text = row.getString("mapping");
        if (text.isEmpty()) {
            return ColumnMapping.NONE;
        }
        return switch (MappingYaml.read(text)) {
            case MappingYaml.Reading.Read read -> read.mapping();
            case MappingYaml.Reading.Faulty faulty ->
                throw new IllegalStateException("the mapping of " + row.getString("file_name") + " cannot be read: "
                        + faulty.faults().getFirst().in("mapping"));
        };
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
