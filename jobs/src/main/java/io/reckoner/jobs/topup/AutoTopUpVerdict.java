package io.reckoner.jobs.topup;

import io.reckoner.jobs.payment.Cents;
import java.time.Instant;

/** What is to be done about an account's automatic top-up. */
sealed interface AutoTopUpVerdict {
    /** Charge, as attempt of this number. */
    record Charges(int attempt) implements AutoTopUpVerdict {}

    /** Nothing is needed. */
    record Rests(String why) implements AutoTopUpVerdict {}

    /** The next attempt may not be made before this instant. */
    record Waits(Instant until) implements AutoTopUpVerdict {}

    /** Nobody knows yet what becomes of this attempt, or its credit is not booked. */
    record Undecided(String intent) implements AutoTopUpVerdict {}

    /** One more would exceed the month's limit; so much is used. */
    record LimitReached(Cents used) implements AutoTopUpVerdict {}

    /** It is to be paused. */
    record MustPause(String why) implements AutoTopUpVerdict {}

    /** It is paused. */
    record Paused(String why) implements AutoTopUpVerdict {}

    /** In words, for {@code wallet auto show}. */
    default String words() {
        return switch (this) {
            case Charges charges -> "will be charged after the next settlement";
            case Rests rests -> "rests: " + rests.why();
            case Waits waits -> "waits until " + waits.until();
            case Undecided undecided -> "waits for the outcome of " + undecided.intent();
            case LimitReached limit -> "stopped by the monthly limit: " + limit.used() + " used";
            case MustPause must -> "will be paused: " + must.why();
            case Paused paused -> "paused: " + paused.why();
        };
    }
}
