package io.reckoner.jobs.notice;

import io.reckoner.jobs.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes attempts that were taken, and records what became of them. Between the two nothing is held in the database: a process
 * that dies there leaves the attempt without outcome.
 */
final class NoticeSender {
    /**
     * How an attempt ended.
     *
     * @param dueAt where it waits for another: not before
     */
    record Ended(Notice notice, DeliveryOutcome outcome, DeliveryState state, String detail, Instant dueAt) {}

    private static final int LONGEST_DETAIL = 500;

    private final Database database;

    NoticeSender(Database database) {
        this.database = database;
    }

    /** Makes the attempt; nobody else does, since it was taken. */
    Ended attempt(NoticeDeliveryTable.Claim claim, Courier courier) {
        Notice notice = new NoticeTable(database.jdbc()).find(claim.notice()).orElseThrow();
        Ended ended = meaning(claim, notice, courier.deliver(notice, claim));
        return database.inTransaction(jdbc -> {
            NoticeChannelTable channels = new NoticeChannelTable(jdbc);
            if (ended.outcome() instanceof DeliveryOutcome.Sent) {
                channels.back(courier.channel());
            } else if (ended.outcome() instanceof DeliveryOutcome.Gone) {
                channels.gone(courier.channel(), courier.address());
            }
            new NoticeDeliveryTable(jdbc).end(claim, ended.state(), ended.dueAt(), ended.detail());
            return ended;
        });
    }

    private static Ended meaning(NoticeDeliveryTable.Claim claim, Notice notice, DeliveryOutcome outcome) {
        return switch (outcome) {
            case DeliveryOutcome.Sent sent -> ended(claim, notice, outcome, DeliveryState.SENT, sent.answer());
            case DeliveryOutcome.TryAgain later -> later(claim, notice, outcome, later.why());
            case DeliveryOutcome.Unreachable away -> later(claim, notice, outcome, away.why());
            case DeliveryOutcome.Refused refused -> ended(claim, notice, outcome, DeliveryState.FAILED, refused.why());
            case DeliveryOutcome.Unknown unknown -> ended(claim, notice, outcome, DeliveryState.UNKNOWN, unknown.why());
            // It waits until the address is another one, or takes something again.
            case DeliveryOutcome.Gone gone -> ended(claim, notice, outcome, DeliveryState.WAITING, gone.why());
            case DeliveryOutcome.Withheld withheld -> ended(claim, notice, outcome, withheld.as(), withheld.why());
        };
    }

    private static Ended later(NoticeDeliveryTable.Claim claim, Notice notice, DeliveryOutcome outcome, String why) {
        Optional<Duration> wait = RetryWait.after(claim.attempt());
        return wait.isPresent()
                ? new Ended(
                        notice,
                        outcome,
                        DeliveryState.WAITING,
                        line(why),
                        claim.at().plus(wait.get()))
                : ended(
                        claim,
                        notice,
                        outcome,
                        DeliveryState.FAILED,
                        "given up after " + claim.attempt() + " attempts: " + why);
    }

    private static Ended ended(
            NoticeDeliveryTable.Claim claim,
            Notice notice,
            DeliveryOutcome outcome,
            DeliveryState state,
            String detail) {
        return new Ended(notice, outcome, state, line(detail), claim.at());
    }

    private static String line(String text) {
        String plain = text.replaceAll("\\p{Cntrl}+", " ");
        return plain.substring(0, Math.min(plain.length(), LONGEST_DETAIL));
    }
}
