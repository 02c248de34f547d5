package io.reckoner.jobs.payment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Whether and when a person may close what could not be processed. A sweep says it with the break, and closing goes by it. */
sealed interface Closing {
    /**
     * Now: nothing else ends it while it goes on failing.
     *
     * @param as the break that is closed; of money that has moved the one that keeps it from being booked
     */
    record Now(Break as) implements Closing {}

    /** Once it has failed for long enough. */
    record From(Instant at) implements Closing {}

    /** Not at all: something else ends it. */
    record Never(String instead) implements Closing {}

    /** By how long it has failed. */
    static Closing after(Instant firstFailure, Duration patience, Instant now, Break closed) {
        Instant from =
                firstFailure.plus(patience).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return now.isBefore(from) ? new From(from) : new Now(closed);
    }

    /** What a person can do, as it goes on after a colon. */
    default String words() {
        return switch (this) {
            case Now now ->
                "it is tried again by each sweep, and can be closed now"
                        + (now.as().kind() == Break.Kind.NOT_PROCESSED
                                ? ""
                                : ", which closes " + now.as().reference());
            case From from -> "it is tried again by each sweep, and can be closed from " + from.at() + " on";
            case Never never -> "it cannot be closed: " + PaymentDesk.withoutStop(never.instead());
        };
    }
}
