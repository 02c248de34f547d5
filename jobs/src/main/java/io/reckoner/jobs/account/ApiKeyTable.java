package io.reckoner.jobs.account;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.account.KeyStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code api_key}. */
final class ApiKeyTable {
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
