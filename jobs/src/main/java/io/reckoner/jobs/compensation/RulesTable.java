package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Act;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of {@code compensation_rules}: rules by version, as imported. */
final class RulesTable {
    /**
     * A version.
     *
     * @param firstRun it judges what this run and later ones settled, until the next version does
     */
    record Row(int version, String content, int firstRun, Instant recordedAt, String actor, String reason) {}

    private final JdbcClient jdbc;

    RulesTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In order of version. */
    List<Row> versions() {
        return jdbc.sql(
                        "SELECT version, content, first_run, recorded_at, actor, reason FROM compensation_rules ORDER BY version")
                .query(RulesTable::row)
                .list();
    }

    void add(int version, String content, int firstRun, Instant at, Act act) {
        jdbc.sql(
                        """
                        INSERT INTO compensation_rules (version, content, sha256, first_run, recorded_at, actor, reason)
                        VALUES (:version, :content, :sha256, :firstRun, :at, :actor, :reason)
                        """)
                .param("version", version)
                .param("content", content)
                .param("sha256", sha256(content))
                .param("firstRun", firstRun)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", act.actor())
                .param("reason", act.reason())
                .update();
    }

    private static byte[] sha256(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getInt("version"),
                row.getString("content"),
                row.getInt("first_run"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("reason"));
    }
}
