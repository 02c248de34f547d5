package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Act;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code price_book}: versions as canonical text. */
final class PriceBookTable {
    /** A version without its content. */
    record Row(int version, String sha256, Instant recordedAt, String actor, String reason) {}

    /** A version with the number of its parts. */
    record Size(Row row, int cards, int overlays) {}

    private final JdbcClient jdbc;

    PriceBookTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Row> versions() {
        return jdbc.sql("SELECT version, sha256, recorded_at, actor, reason FROM price_book ORDER BY version DESC")
                .query(PriceBookTable::row)
                .list();
    }

    /** Newest first, counted by the lines of the canonical text in which a part begins: a year of daily sheets is not read for that. */
    List<Size> sizes() {
        return jdbc.sql(
                        """
                        SELECT version, sha256, recorded_at, actor, reason,
                               regexp_count(content, '^  - provider: ', 1, 'n') AS cards,
                               regexp_count(content, '^  - name: ', 1, 'n') AS overlays
                        FROM price_book
                        ORDER BY version DESC
                        """)
                .query((row, number) -> new Size(row(row, number), row.getInt("cards"), row.getInt("overlays")))
                .list();
    }

    Optional<String> content(int version) {
        return jdbc.sql("SELECT content FROM price_book WHERE version = :version")
                .param("version", version)
                .query(String.class)
                .optional();
    }

    void add(int version, String content, Instant at, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO price_book (version, content, sha256, recorded_at, actor, reason)
                        VALUES (:version, :content, :sha256, :at, :actor, :reason)
                        """)
                .param("version", version)
                .param("content", content)
                .param("sha256", sha256(content))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    private static byte[] sha256(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getInt("version"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("reason"));
    }
}
