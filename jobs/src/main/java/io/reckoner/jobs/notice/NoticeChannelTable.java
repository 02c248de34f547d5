package io.reckoner.jobs.notice;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The only writer of table {@code notice_channel}. */
final class NoticeChannelTable {
    private final JdbcClient jdbc;

    NoticeChannelTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Since when a channel is set up; noted when it is first asked for. The row is locked: whoever looks for what is to be told
     * does so alone until its transaction ends.
     */
    Instant since(NoticeChannel channel, Instant now) {
        return jdbc.sql(
                        """
                        INSERT INTO notice_channel (channel, since) VALUES (:channel, :now)
                        ON CONFLICT (channel) DO UPDATE SET since = notice_channel.since RETURNING since
                        """)
                .param("channel", channel.code())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** The database's clock: hosts need not agree. */
    Instant now() {
        return jdbc.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Whether this address has said that it wants nothing any more. */
    boolean isGone(NoticeChannel channel, byte[] address) {
        return jdbc.sql("SELECT count(*) FROM notice_channel WHERE channel = :channel AND gone_sha256 = :address")
                        .param("channel", channel.code())
                        .param("address", address)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The address wants nothing any more. */
    void gone(NoticeChannel channel, byte[] address) {
        jdbc.sql(
                        """
                        UPDATE notice_channel SET gone_sha256 = :address, gone_at = clock_timestamp() WHERE channel = :channel
                        """)
                .param("channel", channel.code())
                .param("address", address)
                .update();
    }

    /** It took something again. */
    void back(NoticeChannel channel) {
        jdbc.sql(
                        """
                        UPDATE notice_channel SET gone_sha256 = NULL, gone_at = NULL
                        WHERE channel = :channel AND gone_sha256 IS NOT NULL
                        """)
                .param("channel", channel.code())
                .update();
    }
}
