package io.reckoner.jobs.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code notice_delivery}. */
final class NoticeDeliveryTable {
    /**
     * An attempt that was taken: nobody else makes it.
     *
     * @param attempt its number; the outcome is recorded under it
     */
    record Claim(String notice, NoticeChannel channel, int attempt, Instant at) {}

    /** What a list is narrowed to; empty texts are all. */
    record Filter(String account, String state, String notice, int most) {}

    private static final String TAKEN = " RETURNING d.notice_id, d.channel, d.attempts, d.changed_at";

    private final JdbcClient jdbc;

    NoticeDeliveryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Notice notice, NoticeChannel channel, Instant dueAt) {
        jdbc.sql(
                        """
                        INSERT INTO notice_delivery (notice_id, channel, state, due_at) VALUES (:notice, :channel, 'waiting', :dueAt)
                        ON CONFLICT DO NOTHING
                        """)
                .param("notice", notice.id())
                .param("channel", channel.code())
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes the delivery of a channel that has been due longest; others take others meanwhile. */
    Optional<Claim> take(NoticeChannel channel, Instant now) {
        return jdbc.sql(
                        """
                        WITH next AS MATERIALIZED (
                            SELECT notice_id, channel FROM notice_delivery
                            WHERE channel = :channel AND state = 'waiting' AND due_at <= :now
                            ORDER BY due_at, notice_id LIMIT 1 FOR UPDATE SKIP LOCKED
                        )
                        UPDATE notice_delivery d SET state = 'sending', attempts = attempts + 1, changed_at = clock_timestamp()
                        FROM next n WHERE d.notice_id = n.notice_id AND d.channel = n.channel AND d.state = 'waiting'
                        """
                                + TAKEN)
                .param("channel", channel.code())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(NoticeDeliveryTable::claim)
                .optional();
    }

    /** Takes one by name, whatever became of it before, unless it has arrived, is on its way, or is not wanted. */
    Optional<Claim> take(String notice, NoticeChannel channel) {
        return jdbc.sql(
                        """
                        UPDATE notice_delivery d SET state = 'sending', attempts = attempts + 1, changed_at = clock_timestamp()
                        WHERE notice_id = :notice AND channel = :channel
                          AND state IN ('waiting', 'unknown', 'failed', 'no_address')
                        """
                                + TAKEN)
                .param("notice", notice)
                .param("channel", channel.code())
                .query(NoticeDeliveryTable::claim)
                .optional();
    }

    /**
     * Records what became of an attempt. One that was given up for dead meanwhile may still say so; a later attempt, or a
     * person's word, stands.
     */
    void end(Claim claim, DeliveryState state, Instant dueAt, String detail) {
        jdbc.sql(
                        """
                        UPDATE notice_delivery SET state = :state, due_at = :dueAt, detail = :detail, changed_at = clock_timestamp()
                        WHERE notice_id = :notice AND channel = :channel AND attempts = :attempt
                          AND state IN ('sending', 'unknown', 'waiting')
                        """)
                .param("state", state.code())
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .param("detail", detail)
                .param("notice", claim.notice())
                .param("channel", claim.channel().code())
                .param("attempt", claim.attempt())
                .update();
    }

    /**
     * Gives up attempts without outcome for so long: whoever took them has died. A mail may have arrived: unknown. A webhook
     * is sent again under its id.
     */
    int giveUp(Instant now, Duration patience) {
        return jdbc.sql(
                        """
                        UPDATE notice_delivery SET state = CASE channel WHEN 'mail' THEN 'unknown' ELSE 'waiting' END,
                               due_at = :now, changed_at = clock_timestamp(), detail = 'whoever was sending it has died'
                        WHERE state = 'sending' AND changed_at < :before
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", now.minus(patience).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gives up by a person's word what has not arrived; returns how many deliveries. */
    int close(String notice, NoticeChannel channel) {
        return jdbc.sql(
                        """
                        UPDATE notice_delivery SET state = 'closed', changed_at = clock_timestamp()
                        WHERE notice_id = :notice AND channel = :channel
                          AND state IN ('waiting', 'unknown', 'failed', 'no_address')
                        """)
                .param("notice", notice)
                .param("channel", channel.code())
                .update();
    }

    /** Newest first. */
    List<NoticeDelivery> list(Filter filter) {
        return jdbc.sql(
                        """
                        SELECT n.notice_id, n.kind, n.account_id, n.subject, n.happened_at, d.channel, d.state, d.attempts,
                               d.due_at, d.detail
                        FROM notice n JOIN notice_delivery d USING (notice_id)
                        WHERE (:account = '' OR n.account_id = :account) AND (:state = '' OR d.state = :state)
                          AND (:notice = '' OR n.notice_id = :notice)
                        ORDER BY n.happened_at DESC, n.notice_id, d.channel LIMIT :most
                        """)
                .param("account", filter.account())
                .param("state", filter.state())
                .param("notice", filter.notice())
                .param("most", filter.most())
                .query(NoticeDeliveryTable::delivery)
                .list();
    }

    /** How many deliveries are in each state that is not the end of it. */
    Map<DeliveryState, Long> open() {
        return jdbc
                .sql(
                        """
                        SELECT state, count(*) AS number FROM notice_delivery
                        WHERE state IN ('waiting', 'sending', 'unknown', 'failed') GROUP BY state
                        """)
                .query((row, number) ->
                        Map.entry(DeliveryState.byCode(row.getString("state")).orElseThrow(), row.getLong("number")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(
                row.getString("notice_id"),
                NoticeChannel.byCode(row.getString("channel")).orElseThrow(),
                row.getInt("attempts"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static NoticeDelivery delivery(ResultSet row, int number) throws SQLException {
        return new NoticeDelivery(
                row.getString("notice_id"),
                NoticeKind.byCode(row.getString("kind")).orElseThrow(),
                row.getString("account_id"),
                row.getString("subject"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                NoticeChannel.byCode(row.getString("channel")).orElseThrow(),
                DeliveryState.byCode(row.getString("state")).orElseThrow(),
                row.getInt("attempts"),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getString("detail"));
    }
}
