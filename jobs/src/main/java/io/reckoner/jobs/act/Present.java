package io.reckoner.jobs.act;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Until when what a person tells of may have happened, and how far ahead what is given may hold from. */
public record Present(Instant now) {
    private static final int YEARS_AHEAD = 10;

    /**
     * Hosts and the database need not agree on the time: what either has passed has been.
     *
     * @param clock what time it is here
     */
    public static Present of(TurnTable.Turn turn, Instant clock) {
        return new Present(clock.isAfter(turn.now()) ? clock : turn.now());
    }

    /**
     * When something happened that a person tells of, as a payment.
     *
     * @throws Refusal when it is still to come
     */
    public Optional<Instant> past(Optional<Instant> at) {
        at.filter(instant -> instant.isAfter(now)).ifPresent(instant -> {
            throw new Refusal(
                    instant + " is still to come, and what is recorded here has happened. Give an instant up to now.");
        });
        return at;
    }

    /**
     * From when something given is to hold: it may lie ahead, by ten years at most.
     *
     * @throws Refusal when it is further off
     */
    public Optional<Instant> ahead(Optional<Instant> at) {
        Instant last = now.atZone(ZoneOffset.UTC).plusYears(YEARS_AHEAD).toInstant();
        at.filter(instant -> instant.isAfter(last)).ifPresent(instant -> {
            throw new Refusal(instant + " is more than " + YEARS_AHEAD
                    + " years ahead. Look at the year, or give it when its time has come.");
        });
        return at;
    }
}
