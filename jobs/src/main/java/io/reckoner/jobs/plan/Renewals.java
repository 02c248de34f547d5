package io.reckoner.jobs.plan;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.money.Rounding;
import io.reckoner.kernel.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Next months of subscriptions: which are to be charged, and what a decline does. Within the transaction of the
 * {@code JdbcClient} given.
 *
 * <p>Nothing is granted unpaid: between the boundary and the payment the Wallet serves. After the last attempt the
 * subscription ends.
 */
public final class Renewals {
    /**
     * A charge was declined.
     *
     * @param nextAt when the next attempt is due; empty after the last
     */
    public record Declined(int attempt, int attempts, Optional<Instant> nextAt, Occasion occasion) {}

    private final SubscriptionTable subscriptions;
    private final DeclineTable declines;
    private final InFlightView flights;
    private final PlanTable plans;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;
    private final PlanSettings settings;

    public Renewals(JdbcClient jdbc, PlanSettings settings) {
        this.subscriptions = new SubscriptionTable(jdbc);
        this.declines = new DeclineTable(jdbc);
        this.flights = new InFlightView(jdbc);
        this.plans = new PlanTable(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
        this.settings = settings;
    }

    /** The months whose charge is due at an instant, by account; free plans are never charged. */
    public List<DueRenewal> due(Instant at) {
        List<DueRenewal> due = new ArrayList<>();
        for (String account : declines.renewableAccounts(at)) {
            renewable(account)
                    .map(this::next)
                    .filter(next -> !next.dueAt().isAfter(at))
                    .filter(next -> next.amount().isPositive())
                    .ifPresent(due::add);
        }
        return due;
    }

    /**
     * Asks for every month that is due and that a payment could still open: one that has ended, or that was overtaken by
     * another plan bought since, is not charged.
     */
    public void ask(Instant at, RenewalCharge charge) {
        due(at).stream()
                .filter(due -> at.isBefore(due.endsAt()))
                .filter(due -> subscriptions.of(due.account()).getLast().id().equals(due.subscription()))
                .forEach(charge::ask);
    }

    /**
     * Lets a month be charged that is due as it was when it was listed. Whoever asks has the turn from here on: nobody can cancel, switch
     * or pay it, or close the account, until the transaction ends. Whether it is over is judged by the turn's clock, as it is when the
     * payment is booked: the list may have been made a while ago.
     *
     * @throws Refusal when any of that came first, or the month is over
     */
    public void requireDue(DueRenewal due) {
        TurnTable.Turn turn = turns.take();
        Instant opensAt = turn.landing(turn.now());
        if (!opensAt.isBefore(due.endsAt())) {
            throw new Refusal("the month of account " + due.account() + " that was due ended at " + due.endsAt()
                    + ", and its pools could open at " + opensAt + " only. Nothing was charged.");
        }
        accounts.requireActive(due.account());
        boolean isDue = renewable(due.account())
                .filter(subscription ->
                        subscriptions.of(due.account()).getLast().id().equals(subscription.id()))
                .map(this::next)
                .filter(due::equals)
                .isPresent();
        if (!isDue) {
            throw new Refusal("the month of account " + due.account()
                    + " that was due was cancelled, switched or paid meanwhile. Nothing was charged.");
        }
    }

    /**
     * A person tells that the charge of the next month was declined: as {@link #declined}, and no attempt is counted before it is due,
     * nor while a plan's charge is in flight, which may be that attempt and be paid.
     *
     * @throws Refusal as {@link #declined}, when the next attempt is due later, or naming the charge in flight
     */
    Declined declinedByHand(String account, Optional<Instant> at, Reference reference, Act act) {
        TurnTable.Turn turn = turns.take();
        Instant declinedAt = at.orElse(turn.now());
        if (declines.find(reference.text()).isEmpty()) {
            flights.ofPlan(account).ifPresent(flight -> {
                throw flight.refusal();
            });
            renewable(account)
                    .filter(subscription -> !declinedAt.isBefore(subscription.paidUntil()))
                    .map(this::next)
                    .filter(next -> next.attempt() > 1 && declinedAt.isBefore(next.dueAt()))
                    .ifPresent(next -> {
                        throw new Refusal(
                                "attempt " + next.attempt() + " of " + next.attempts() + " at renewing account "
                                        + account + " is due at " + next.dueAt() + ", not at " + declinedAt
                                        + ". Nothing was counted. If this is the attempt before, repeat it under its reference with"
                                        + " --ref.");
                    });
        }
        return declined(account, Optional.of(declinedAt), reference, act);
    }

    /**
     * The charge of the next month was declined.
     *
     * @param at when; now where empty
     * @throws Refusal when there is nothing to renew, or the month is not due yet
     */
    public Declined declined(String account, Optional<Instant> at, Reference reference, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        Optional<DeclineTable.Row> before = declines.find(reference.text());
        if (before.isPresent()) {
            if (!before.get().account().equals(account)) {
                throw new Refusal("reference " + reference + " was used before, for a renewal of account "
                        + before.get().account() + ". Nothing was changed.");
            }
            return declined(before.get(), Occasion.BEFORE);
        }
        Subscription subscription = renewable(account)
                .orElseThrow(() -> new Refusal("account " + account + " has no monthly subscription to renew."));
        DueRenewal next = next(subscription);
        Instant declinedAt = at.orElse(turn.now());
        if (declinedAt.isBefore(subscription.paidUntil())) {
            throw new Refusal("account " + account + " is paid until " + subscription.paidUntil()
                    + ": no renewal was due at " + declinedAt + ".");
        }
        DeclineTable.Row row =
                new DeclineTable.Row(account, subscription.id(), next.period(), next.attempt(), declinedAt);
        declines.add(row, reference.text(), turn.now(), act);
        acts.add(
                act,
                turn.now(),
                "plan renew",
                account,
                "declined, attempt " + next.attempt() + " of " + settings.renewalAttempts());
        if (next.attempt() >= settings.renewalAttempts()) {
            subscriptions.cancel(subscription.id(), turn.now(), CancelCause.DECLINED);
        }
        return declined(row, Occasion.NOW);
    }

    private Declined declined(DeclineTable.Row row, Occasion occasion) {
        return new Declined(
                row.attempt(),
                settings.renewalAttempts(),
                settings.nextAttempt(row.attempt(), row.declinedAt()),
                occasion);
    }

    private Optional<Subscription> renewable(String account) {
        return subscriptions.of(account).stream()
                .filter(Subscription::isRenewable)
                .reduce((older, newer) -> newer);
    }

    private DueRenewal next(Subscription subscription) {
        Plan plan = plans.catalogue()
                .find(subscription.planCode(), subscription.planVersion())
                .orElseThrow();
        List<DeclineTable.Row> tried = declines.of(subscription.id(), subscription.nextPeriod());
        Instant dueAt = tried.isEmpty()
                ? subscription.paidUntil()
                : tried.getLast().declinedAt().plus(settings.renewalRetry());
        return new DueRenewal(
                subscription.account(),
                subscription.id(),
                plan.label(),
                subscription.nextPeriod(),
                Rounding.toCents(plan.price()),
                tried.size() + 1,
                settings.renewalAttempts(),
                dueAt,
                subscription.anchor().boundary(subscription.nextPeriod() + 1));
    }
}
