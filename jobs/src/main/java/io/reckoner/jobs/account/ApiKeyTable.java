package io.reckoner.jobs.account;

import io.reckoner.jobs.database.InsertQuery;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.account.KeyStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code api_key}. */
final class ApiKeyTable {
    private record Added(ImportedKey key, Instant at, String actor) {}

    private static final InsertQuery<Added> ROWS = InsertQuery.<Added>into("api_key")
            .with("key_id", "text", added -> added.key().id())
            .with("account_id", "text", added -> added.key().account())
            .with("name", "text", added -> added.key().name())
            .with("kind", "text", added -> added.key().kind().code())
            .with("prefix", "text", added -> added.key().prefix())
            .with(
                    "secret_sha256",
                    "bytea",
                    added -> added.key().secretSha256().map(hex -> "\\x" + hex).orElse(null))
            .with("status", "text", added -> added.key().status().code())
            .with("created_at", "timestamptz", added -> added.key().createdAt().orElse(null))
            .with("recorded_at", "timestamptz", Added::at)
            .with("actor", "text", Added::actor);

    private final JdbcClient jdbc;

    ApiKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ApiKey> find(String id) {
        return jdbc.sql(
                        """
                        SELECT key_id, account_id, name, kind, prefix, secret_sha256, status FROM api_key
                        WHERE key_id = :id
                        """)
                .param("id", id)
                .query(ApiKeyTable::key)
                .optional();
    }

    void add(ApiKey key, Instant at, String actor) {
        jdbc.sql(
                        """
                        INSERT INTO api_key (key_id, account_id, name, kind, prefix, secret_sha256, status, recorded_at, actor)
                        VALUES (:id, :account, :name, :kind, :prefix, :secret, :status, :at, :actor)
                        """)
                .param("id", key.id())
                .param("account", key.account())
                .param("name", key.name())
                .param("kind", key.kind().code())
                .param("prefix", key.prefix())
                .param("secret", key.secretSha256())
                .param("status", key.status().code())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .update();
    }

    /** Adds keys that were made elsewhere. */
    void addAll(List<ImportedKey> keys, Instant at, String actor) {
        ROWS.add(jdbc, keys.stream().map(key -> new Added(key, at, actor)).toList());
    }

    /** Those of these keys that there are, by id. */
    Map<String, ImportedKey> those(Collection<String> ids) {
        Map<String, ImportedKey> there = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT key_id, account_id, name, kind, prefix, encode(secret_sha256, 'hex') AS secret, status, created_at
                        FROM api_key WHERE key_id = ANY (:ids)
                        """)
                .param("ids", ids.toArray(String[]::new))
                .query(row -> {
                    ImportedKey key = new ImportedKey(
                            row.getString("key_id"),
                            row.getString("account_id"),
                            row.getString("name"),
                            KeyKind.byCode(row.getString("kind")).orElseThrow(),
                            row.getString("prefix"),
                            Optional.ofNullable(row.getString("secret")),
                            KeyStatus.byCode(row.getString("status")).orElseThrow(),
                            Optional.ofNullable(row.getObject("created_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant));
                    there.put(key.id(), key);
                });
        return there;
    }

    void set(String id, KeyStatus status) {
        jdbc.sql("UPDATE api_key SET status = :status WHERE key_id = :id")
                .param("status", status.code())
                .param("id", id)
                .update();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getString("key_id"),
                row.getString("account_id"),
                row.getString("name"),
                KeyKind.byCode(row.getString("kind")).orElseThrow(),
                row.getString("prefix"),
                row.getBytes("secret_sha256"),
                KeyStatus.byCode(row.getString("status")).orElseThrow());
    }
}
