package io.reckoner.jobs.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An intent and all that was learned of it.
 *
 * @param learned in the order it was learned
 * @param booked whether its final outcome has reached the books
 */
public record Standing(Intent intent, List<Learned> learned, boolean booked) {
    /** An outcome, how and when it was learned. */
    public record Learned(Outcome outcome, Source source, Instant at) {}

    public Standing {
        learned = List.copyOf(learned);
    }

    /**
     * The outcome that counts: what was done stands, whatever is heard later; else the newest. Empty while nothing is known.
     */
    public Optional<Outcome> outcome() {
        Optional<Outcome> done =
                learned.stream().map(Learned::outcome).filter(Standing::isDone).findFirst();
        return done.isPresent() || learned.isEmpty()
                ? done
                : Optional.of(learned.getLast().outcome());
    }

    /** The gateway's id, from the newest answer that gave one. */
    public Optional<String> reference() {
        return learned.reversed().stream()
                .map(each -> each.outcome().gatewayReference())
                .filter(reference -> !reference.isEmpty())
                .findFirst();
    }

    /** Whether nothing final is known yet. */
    boolean isUndecided() {
        return outcome().filter(Outcome::isFinal).isEmpty();
    }

    /** Why it was declined, where that is what counts. */
    Optional<String> declined() {
        return outcome()
                .filter(Outcome.Declined.class::isInstance)
                .map(Outcome.Declined.class::cast)
                .map(Outcome.Declined::reason);
    }

    /** The state in words, {@code open} while nothing is known. */
    public String state() {
        return outcome().map(Outcome::state).orElse("open");
    }

    /** PaymentDesk under other ids than the first: the customer has paid this intent more than once. */
    List<Outcome.Paid> repeatedPayments() {
        return learned.stream()
                .map(Learned::outcome)
                .filter(Outcome.Paid.class::isInstance)
                .map(Outcome.Paid.class::cast)
                .skip(1)
                .toList();
    }

    /** Whether learning this adds anything to what is known. */
    boolean isNews(Outcome outcome) {
        if (learned.stream().anyMatch(each -> isSame(each.outcome(), outcome))) {
            return !isDone(outcome)
                    && outcome()
                            .filter(now -> !isDone(now) && !isSame(now, outcome))
                            .isPresent();
        }
        return isDone(outcome) || outcome().filter(Standing::isDone).isEmpty();
    }

    private static boolean isDone(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Paid paid -> true;
            case Outcome.Refunded refunded -> true;
            case Outcome.Cancelled cancelled -> true;
            case Outcome.Declined declined -> false;
            case Outcome.ActionRequired action -> false;
            case Outcome.Pending pending -> false;
            case Outcome.Unknown unknown -> false;
        };
    }

    /** Two answers about one payment may differ in the fee only: one was given before it was known. */
    private static boolean isSame(Outcome one, Outcome other) {
        if (one instanceof Outcome.Paid first && other instanceof Outcome.Paid second) {
            return first.reference().equals(second.reference());
        }
        if (one instanceof Outcome.Refunded first && other instanceof Outcome.Refunded second) {
            return first.reference().equals(second.reference());
        }
        if (one instanceof Outcome.Cancelled && other instanceof Outcome.Cancelled) {
            return true;
        }
        return one.equals(other);
    }
}
