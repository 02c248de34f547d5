package io.reckoner.reports.compensation;

import io.reckoner.kernel.compensation.CompensationRule.Part;
import io.reckoner.kernel.money.Money;
import java.time.Instant;

/**
 * A usage event that may get something back.
 *
 * @param wallet what the Wallet paid of its charge, and what is owed
 * @param charge its charge without over-run
 * @param run that settled it
 */
public record FailedEvent(
        String account,
        String event,
        Instant at,
        Money wallet,
        Money charge,
        String sourceFile,
        long sourceLine,
        int run) {
    /** The part of its charge that a rule gives back of. */
    public Money borne(Part part) {
        return switch (part) {
            case WALLET -> wallet;
            case CHARGE -> charge;
        };
    }
}
