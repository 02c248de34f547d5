package io.reckoner.jobs.payment;

import io.reckoner.jobs.plan.Awaited;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An intent and all that was learned of it.
 *
 * @param learned in the order it was learned
 * @param booked whether its final outcome has reached the books
 */
public record Standing(Intent intent, List<Learned> learned, boolean booked) {
    /**
     * An outcome, how and when it was learned.
     *
     * @param actor who said so, where a person did; empty of earlier versions
     */
    public record Learned(Outcome outcome, Source source, Optional<String> actor, Instant at) {}

    public Standing {
        learned = List.copyOf(learned);
    }

    /**
     * The outcome that counts: a refund that failed was never made, whatever else is heard of it; what was done stands, whatever is
     * heard later; else the newest. Empty while nothing is known.
     */
    public Optional<Outcome> outcome() {
        Optional<Outcome> done = outcomes()
                .filter(Outcome.Failed.class::isInstance)
                .findFirst()
                .or(() -> outcomes().filter(Standing::isDone).findFirst());
        return done.isPresent() || learned.isEmpty()
                ? done
                : Optional.of(learned.getLast().outcome());
    }

    private Stream<Outcome> outcomes() {
        return learned.stream().map(Learned::outcome);
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

    /** Whether money may still move by it, or has moved, that the books do not know of: it counts as gone. */
    boolean isUnbooked() {
        return !booked && declined().isEmpty();
    }

    /** Whom it waits for while nothing final is known. */
    Awaited awaited() {
        return switch (intent.means()) {
            case Means.StoredMethod stored -> Awaited.ofCharge(intent.gateway().code(), stored.method(), state());
            case Means.CheckoutPage page -> Awaited.ofCharge(intent.gateway().code(), "", state());
            case Means.RefundOf refund -> intent.gateway() == GatewayName.OFFLINE ? Awaited.MONEY_OUT : Awaited.GATEWAY;
            case Means.CancelOf cancel -> Awaited.GATEWAY;
        };
    }

    /** Why nothing moved in the end, where that is what counts: it was declined, or failed. */
    Optional<String> declined() {
        return outcome().flatMap(outcome -> switch (outcome) {
            case Outcome.Declined declined -> Optional.of(declined.reason());
            case Outcome.Failed failed -> Optional.of(failed.reason());
            case Outcome.Paid paid -> Optional.empty();
            case Outcome.Refunded refunded -> Optional.empty();
            case Outcome.Cancelled cancelled -> Optional.empty();
            case Outcome.ActionRequired action -> Optional.empty();
            case Outcome.Pending pending -> Optional.empty();
            case Outcome.NotTaken foreign -> Optional.empty();
            case Outcome.Unknown unknown -> Optional.empty();
        });
    }

    /** The state in words, {@code open} while nothing is known. */
    public String state() {
        return outcome().map(Outcome::state).orElse("open");
    }

    /** Whether money has moved, or a subscription has ended: that stands whatever is said later. */
    boolean isMoved() {
        return outcome().filter(Standing::isDone).isPresent();
    }

    /** All that was heard of payments, in order. */
    List<Outcome.Paid> payments() {
        return paid().toList();
    }

    /** Payments under other ids than the first: the customer has paid this intent more than once. */
    List<Outcome.Paid> repeatedPayments() {
        List<Outcome.Paid> firsts = new ArrayList<>();
        paid().filter(each -> firsts.stream().noneMatch(one -> one.reference().equals(each.reference())))
                .forEach(firsts::add);
        return firsts.stream().skip(1).toList();
    }

    /** Whether a payment is one of those. */
    boolean isRepeated(String payment) {
        return repeatedPayments().stream().anyMatch(each -> each.reference().equals(payment));
    }

    /** What the gateway said of a payment beside the amount it named first. */
    List<Outcome.Paid> otherAmounts() {
        return paid().filter(each -> paid().filter(one -> one.reference().equals(each.reference()))
                        .findFirst()
                        .filter(first -> !first.received().equals(each.received()))
                        .isPresent())
                .toList();
    }

    private Stream<Outcome.Paid> paid() {
        return outcomes().filter(Outcome.Paid.class::isInstance).map(Outcome.Paid.class::cast);
    }

    /** Whether this was heard before, whatever came after it. */
    boolean hasLearned(Outcome outcome) {
        return outcomes().anyMatch(outcome::equals);
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
            case Outcome.Failed failed -> true;
            case Outcome.Cancelled cancelled -> true;
            case Outcome.Declined declined -> false;
            case Outcome.ActionRequired action -> false;
            case Outcome.Pending pending -> false;
            case Outcome.NotTaken foreign -> false;
            case Outcome.Unknown unknown -> false;
        };
    }

    /** Two answers about one payment may differ in the fee only: one was given before it was known. */
    private static boolean isSame(Outcome one, Outcome other) {
        if (one instanceof Outcome.Paid first && other instanceof Outcome.Paid second) {
            return first.reference().equals(second.reference())
                    && first.received().equals(second.received());
        }
        if (one instanceof Outcome.Failed first && other instanceof Outcome.Failed second) {
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
