package io.reckoner.jobs.plan;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.receipt.Payment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acts that end subscriptions, each within the transaction of the {@code JdbcClient} it was given. */
public final class Cancellations {
    private final SubscriptionTable subscriptions;
    private final SwitchTable switches;
    private final InFlightView flights;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;

    public Cancellations(JdbcClient jdbc) {
        this.subscriptions = new SubscriptionTable(jdbc);
        this.switches = new SwitchTable(jdbc);
        this.flights = new InFlightView(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Ends the account's subscription: no month is opened any more, those paid run to their end.
     *
     * @return until when it is paid
     * @throws Refusal when there is nothing to cancel, or a plan's charge is in flight that may be for its next month
     */
    public Instant cancel(String account, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        flights.ofPlan(account).ifPresent(flight -> {
            throw flight.refusal();
        });
        List<Subscription> renewable = subscriptions.of(account).stream()
                .filter(Subscription::isRenewable)
                .toList();
        if (renewable.isEmpty()) {
            throw new Refusal("account " + account + " has no monthly subscription to cancel.");
        }
        renewable.forEach(subscription -> end(subscription, CancelCause.ASKED, turn, act));
        return renewable.getLast().paidUntil();
    }

    /**
     * The account is closed: none of its subscriptions is renewed any more, whatever is in flight. Those that a gateway renews are ended
     * there by the sweep.
     *
     * @return how many ended now
     */
    public int closed(String account, Act act) {
        TurnTable.Turn turn = turns.take();
        List<Subscription> renewable = subscriptions.of(account).stream()
                .filter(Subscription::isRenewable)
                .toList();
        renewable.forEach(subscription -> end(subscription, CancelCause.ASKED, turn, act));
        return renewable.size();
    }

    /**
     * The gateway says that the subscription of a cycle renews no more; others of the account go on.
     *
     * @param cycle id of a cycle that it paid
     * @return whether it ends now; it may have ended before, or nothing of it is booked yet
     */
    public boolean endedAtGateway(String account, String cycle, Act act) {
        TurnTable.Turn turn = turns.take();
        Optional<Subscription> subscription = subscriptions.of(account).stream()
                .filter(each -> each.has(cycle))
                .filter(Subscription::isRenewable)
                .findFirst();
        subscription.ifPresent(each -> end(each, CancelCause.GATEWAY, turn, act));
        return subscription.isPresent();
    }

    private void end(Subscription subscription, CancelCause cause, TurnTable.Turn turn, Act act) {
        subscriptions.cancel(subscription.id(), turn.now(), cause);
        acts.add(act, turn.now(), "plan cancel", subscription.account(), subscription.id());
    }

    /** Whether money is to go back, or has gone. */
    public enum Word {
        /** Somebody asks to send it back, and may be told what to do instead. */
        ASKED,
        /** The gateway or the customer's bank tells of it. */
        TOLD
    }

    /**
     * The payment of a cycle goes back, so the cycle ends and its subscription is not renewed. Of a cycle that has run out by
     * then, or has ended before, only the money goes back.
     *
     * @param at when the money goes back
     * @return id of the cycle that ends by it
     * @throws Refusal when it is asked for, and the value went back with a switch to a dearer plan, or a later cycle is still to be served
     */
    public Optional<String> paidBack(Payment payment, Instant at, Word word, TurnTable.Turn turn) {
        for (Subscription subscription : subscriptions.of(payment.account())) {
            for (PaidCycle paid : subscription.cycles()) {
                if (paid.cycle().id().equals(payment.id())) {
                    if (word == Word.ASKED) {
                        refuse(payment, paid, at);
                    }
                    return end(subscription, paid, at, turn);
                }
            }
        }
        throw new IllegalStateException("payment " + payment.id() + " bought no cycle");
    }

    private Optional<String> end(Subscription subscription, PaidCycle paid, Instant at, TurnTable.Turn turn) {
        if (paid.endedAt().isPresent() || !paid.cycle().end().isAfter(at)) {
            return Optional.empty();
        }
        if (subscription.isRenewable()) {
            subscriptions.cancel(subscription.id(), turn.now(), CancelCause.PAID_BACK);
        }
        return Optional.of(paid.cycle().id());
    }

    private void refuse(Payment payment, PaidCycle paid, Instant at) {
        if (switches.isGivenBack(paid.cycle().id())) {
            throw new Refusal("the cycle that payment " + payment.id() + " bought was switched to another plan at "
                    + paid.until() + ": its value has gone back as credit. Send the other plan's payment back.");
        }
        if (paid.endedAt().isPresent() || !paid.cycle().end().isAfter(at)) {
            return;
        }
        subscriptions.of(payment.account()).stream()
                .flatMap(each -> each.cycles().stream())
                .filter(later -> !later.cycle().start().isBefore(paid.cycle().end()))
                .filter(later -> later.endedAt().isEmpty())
                .findFirst()
                .ifPresent(later -> {
                    throw new Refusal("after the cycle that payment " + payment.id()
                            + " bought, another is paid for by " + later.cycle().id() + ". Send that one back first.");
                });
    }
}
