package io.reckoner.jobs.rating;

import io.reckoner.kernel.rating.RateCard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads with which import a card came into the book. */
final class CardOriginView {
    /**
     * The oldest version from which on the card stands as it does.
     *
     * @param reason may be empty
     * @param details what imports of sheets and confirmations noted with it, among them the name of the sheet; may be empty
     */
    record Origin(int version, Instant recordedAt, String actor, String reason, List<String> details) {}

    private final JdbcClient jdbc;

    CardOriginView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Compares canonical texts: a card is the same where its lines are, up to the next card, the overlays or the end. */
    Optional<Origin> of(RateCard card, int version) {
        return jdbc.sql(
                        """
                        WITH here AS (
                            SELECT version, recorded_at, actor, reason,
                                   strpos(content, CAST(:card AS text) || '  - provider: ') > 0
                                   OR strpos(content, CAST(:card AS text) || 'overlays:') > 0
                                   OR right(content, length(CAST(:card AS text))) = CAST(:card AS text) AS stands
                            FROM price_book
                            WHERE version <= :version)
                        SELECT version, recorded_at, actor, reason,
                               ARRAY(SELECT a.verb || ' ' || a.detail FROM act a
                                     WHERE a.acted_at = here.recorded_at AND a.detail <> '' AND a.detail !~ '^[0-9]+ changes$'
                                       AND (a.subject = 'price book ' || here.version OR a.subject = :title)
                                     ORDER BY a.act_no) AS details
                        FROM here
                        WHERE version > COALESCE((SELECT max(version) FROM here WHERE NOT stands), 0)
                        ORDER BY version
                        LIMIT 1
                        """)
                .param("card", BookWriter.text(card))
                .param("version", version)
                .param("title", card.model() + " at " + card.provider())
                .query(CardOriginView::row)
                .optional();
    }

    private static Origin row(ResultSet row, int number) throws SQLException {
        return new Origin(
                row.getInt("version"),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("reason"),
                Arrays.asList((String[]) row.getArray("details").getArray()));
    }
}
