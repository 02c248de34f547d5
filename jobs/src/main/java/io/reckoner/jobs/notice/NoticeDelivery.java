package io.reckoner.jobs.notice;

import java.time.Instant;

/**
 * How far a notice has come through a channel.
 *
 * @param attempts made, the one in progress included
 * @param dueAt while it waits: not before
 * @param detail what the other side said last
 */
record NoticeDelivery(
        String notice,
        NoticeKind kind,
        String account,
        String subject,
        Instant happenedAt,
        NoticeChannel channel,
        DeliveryState state,
        int attempts,
        Instant dueAt,
        String detail) {}
