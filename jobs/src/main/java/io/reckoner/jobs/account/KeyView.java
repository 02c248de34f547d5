package io.reckoner.jobs.account;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads keys with what committed runs counted for them. */
final class KeyView {
    /** A key in a list: never its secret's hash. */
    record Row(
            String id,
            String account,
            String name,
            String prefix,
            String kind,
            String status,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            long events,
            BigDecimal charge) {}

    private final JdbcClient jdbc;

    KeyView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keys of one account, or of all, by account and id. */
    List<Row> keys(Optional<String> account) {
        return jdbc.sql(
                        """
                        SELECT key_id, account_id, name, prefix, kind, status, created_at, last_used_at, events, charge
                        FROM reports.api_key
                        WHERE CAST(:account AS text) IS NULL OR account_id = :account
                        ORDER BY account_id, key_id
                        """)
                .param("account", account.orElse(null))
                .query(KeyView::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        @Nullable OffsetDateTime lastUsedAt = row.getObject("last_used_at", OffsetDateTime.class);
        return new Row(
                row.getString("key_id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("prefix"),
                row.getString("kind"),
                row.getString("status"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                lastUsedAt == null ? null : lastUsedAt.toInstant(),
                row.getLong("events"),
                row.getBigDecimal("charge"));
    }
}
