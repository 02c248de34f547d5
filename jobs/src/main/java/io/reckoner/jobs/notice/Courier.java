package io.reckoner.jobs.notice;

/** Brings notices through one channel. */
interface Courier {
    NoticeChannel channel();

    /** Makes one attempt, outside of any transaction; never throws for what the other side did. */
    DeliveryOutcome deliver(Notice notice, NoticeDeliveryTable.Claim claim);

    /** What tells the channel's address from others of it, if it can be gone. */
    byte[] address();
}
