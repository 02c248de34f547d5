package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.TurnTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Next months, and whether they can still be opened; those that our schedule has asked payment for are known by their references. */
public final class RenewedMonths {
    /** A month of a subscription, by its number. */
    private record Month(Subscription subscription, int period) {}

    private final SubscriptionTable subscriptions;
    private final TurnTable turns;

    public RenewedMonths(JdbcClient jdbc) {
        this.subscriptions = new SubscriptionTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /** Whether the next month of the account's newest subscription is over before its pools could open. */
    public boolean isNextOver(String account) {
        List<Subscription> all = subscriptions.of(account);
        return !all.isEmpty() && isOver(all.getLast(), all.getLast().nextPeriod());
    }

    /**
     * Why a payment under a reference cannot open the month it was asked for; empty where it can, and where it is the reference of no
     * renewal. A payment of that kind opens this very month or nothing: a cancelled one is not opened behind the customer's back, and
     * none is opened in its place.
     */
    public Optional<String> lateness(String account, String reference) {
        List<Subscription> all = subscriptions.of(account);
        return asked(all, reference).flatMap(month -> lateness(month.subscription(), month.period(), all.getLast()));
    }

    /** Id of the subscription whose month a payment under a reference was asked for; empty where it is the reference of no renewal. */
    public Optional<String> subscription(String account, String reference) {
        return asked(subscriptions.of(account), reference)
                .map(month -> month.subscription().id());
    }

    private static Optional<Month> asked(List<Subscription> all, String reference) {
        for (Subscription subscription : all) {
            for (int period = 0; period <= subscription.nextPeriod(); period++) {
                if (isOf(subscription, period, reference)) {
                    return Optional.of(new Month(subscription, period));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Subscription subscription, int period, String reference) {
        for (int attempt = 1; attempt <= PlanSettings.MOST_ATTEMPTS; attempt++) {
            String asked = DueRenewal.reference(subscription.id(), period, attempt);
            if (Reference.folded(asked).text().equals(reference)) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> lateness(Subscription subscription, int period, Subscription newest) {
        String month = "the month from " + subscription.anchor().boundary(period);
        if (!subscription.isRenewable()) {
            return Optional.of(month + " was charged, but its subscription ended at " + subscription.cancelledAt());
        }
        if (!newest.id().equals(subscription.id())) {
            return Optional.of(month + " was charged, but plan " + newest.planCode() + " was bought since");
        }
        if (period < subscription.nextPeriod()) {
            return Optional.of(month + " was charged, but is paid for already");
        }
        return isOver(subscription, period) ? Optional.of(month + " was charged, but is over") : Optional.empty();
    }

    private boolean isOver(Subscription subscription, int period) {
        TurnTable.Turn turn = turns.take();
        Instant opensAt = turn.landing(turn.now());
        return !opensAt.isBefore(subscription.anchor().boundary(period + 1));
    }
}
