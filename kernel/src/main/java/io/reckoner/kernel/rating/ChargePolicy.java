package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Outcome;
import io.reckoner.kernel.usage.UsageSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether the customer pays for a request that did not end well. Usage always costs the operator; this is about the
 * charge.
 *
 * @param aborted what a client that hung up pays for
 * @param waived other endings whose charge is waived, from {@code upstream_error}, {@code timeout}, {@code rejected}; by
 *     default none
 */
public record ChargePolicy(Aborted aborted, Set<Outcome> waived) {
    private static final Set<Outcome> WAIVABLE = EnumSet.of(Outcome.UPSTREAM_ERROR, Outcome.TIMEOUT, Outcome.REJECTED);

    public static final ChargePolicy DEFAULT = new ChargePolicy(Aborted.ESTIMATED, Set.of());

    /** What is charged for an aborted request. */
    public enum Aborted {
        /** Usage the provider reported, not an estimate. */
        KNOWN,
        /** Usage known, else estimated. */
        ESTIMATED,
        /** Nothing. */
        NOTHING
    }

    public ChargePolicy {
        if (!WAIVABLE.containsAll(waived)) {
            throw new IllegalArgumentException(
                    "only upstream_error, timeout and rejected can be waived; client_abort has its own setting");
        }
        EnumSet<Outcome> copy = EnumSet.noneOf(Outcome.class);
        copy.addAll(waived);
        waived = Collections.unmodifiableSet(copy);
    }

    /** Whether usage with this ending and source is charged. {@code lost} never is. */
    public boolean charges(Outcome outcome, UsageSource source) {
        return switch (outcome) {
            case OK -> true;
            case UPSTREAM_ERROR, TIMEOUT, REJECTED -> !waived.contains(outcome);
            case CLIENT_ABORT ->
                switch (aborted) {
                    case KNOWN -> source == UsageSource.PROVIDER;
                    case ESTIMATED -> true;
                    case NOTHING -> false;
                };
            case LOST -> false;
        };
    }
}
