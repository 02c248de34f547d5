package io.reckoner.jobs.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code notice}. */
final class NoticeTable {
    private final JdbcClient jdbc;

    NoticeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes a notice, unless it is there; returns whether it was not. */
    boolean add(Notice notice, Instant recordedAt) {
        return jdbc.sql(
                                """
                                INSERT INTO notice (notice_id, kind, account_id, subject, happened_at, says, recorded_at)
                                VALUES (:id, :kind, :account, :subject, :happenedAt, :says::jsonb, :recordedAt)
                                ON CONFLICT DO NOTHING
                                """)
                        .param("id", notice.id())
                        .param("kind", notice.kind().code())
                        .param("account", notice.account())
                        .param("subject", notice.subject())
                        .param("happenedAt", notice.happenedAt().atOffset(ZoneOffset.UTC))
                        .param("says", NoticeJson.write(notice.says()))
                        .param("recordedAt", recordedAt.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Notice> find(String id) {
        return jdbc.sql("SELECT kind, account_id, subject, happened_at, says FROM notice WHERE notice_id = :id")
                .param("id", id)
                .query(NoticeTable::notice)
                .optional();
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        NoticeKind kind = NoticeKind.byCode(row.getString("kind")).orElseThrow();
        Map<String, String> stored = NoticeJson.texts(row.getString("says"));
        // Another version may have written it, with fields of its own.
        Map<String, String> says = new LinkedHashMap<>();
        kind.fields().forEach(field -> says.put(field.name(), stored.getOrDefault(field.name(), "")));
        return new Notice(
                kind,
                row.getString("account_id"),
                row.getString("subject"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                says);
    }
}
