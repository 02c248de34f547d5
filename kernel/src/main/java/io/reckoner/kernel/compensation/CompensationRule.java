package io.reckoner.kernel.compensation;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is given back when a request went wrong.
 *
 * @param name stays with every credit given by it
 * @param of which part of the charge is given back
 * @param share of that part: more than 0, at most 1
 * @param mostOfEvent in USD
 * @param mostOfMonth for one account and the UTC month of the events' own time, in USD
 * @param expiresAfterDays days of 24 h from the watermark at which it is given; empty for never
 */
public record CompensationRule(
        String name,
        Complaint complaint,
        Part of,
        BigDecimal share,
        Optional<Money> mostOfEvent,
        Optional<Money> mostOfMonth,
        Optional<Long> expiresAfterDays) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
    private static final long MOST_DAYS = 36_500;

    /** A part of what an event was charged. */
    public enum Part {
        /** What the Wallet paid, and what is still owed. */
        WALLET,
        /** That and what the plan's pools paid; all but the operator's own loss. */
        CHARGE
    }

    public CompensationRule {
        requireName(name);
        if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a share lies above 0 and is at most 1, not " + share.toPlainString());
        }
        mostOfEvent.ifPresent(CompensationRule::requireLimit);
        mostOfMonth.ifPresent(CompensationRule::requireLimit);
        if (expiresAfterDays.isPresent() && (expiresAfterDays.get() < 1 || expiresAfterDays.get() > MOST_DAYS)) {
            throw new IllegalArgumentException("credit expires after 1 to 36500 days, not " + expiresAfterDays.get());
        }
    }

    /**
     * A name by itself, so that a file can be told of a bad one beside other faults.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a rule; write 1 to 60 small letters, digits and hyphens");
        }
        return name;
    }

    private static void requireLimit(Money most) {
        if (!most.isPositive() || most.compareTo(Lot.LIMIT) >= 0) {
            throw new IllegalArgumentException("a limit is more than 0 and below " + Lot.LIMIT + ", not " + most);
        }
    }
}
