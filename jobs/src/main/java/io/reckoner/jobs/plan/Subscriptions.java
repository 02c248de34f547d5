package io.reckoner.jobs.plan;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Checks;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.credit.LotTable;
import io.reckoner.jobs.plan.Subscription.Kind;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.receipt.Payment;
import io.reckoner.jobs.receipt.Payments;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import io.reckoner.kernel.period.Anchor;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.plan.CycleLots;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import io.reckoner.kernel.plan.Purchase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Acts on subscriptions, each for a confirmed payment. Each is done within the transaction of the {@code JdbcClient} it was
 * given, and is harmless when done again with the same reference.
 *
 * <p>A plan is paid whole: its price to the cent, and tax where the confirmation names any. Where no amount is given, it was
 * just that.
 */
public final class Subscriptions {
    /** A period was paid for. */
    public record Paid(Cycle cycle, List<Lot> lots, Occasion occasion) {
        public Paid {
            lots = List.copyOf(lots);
        }
    }

    private final SubscriptionTable subscriptions;
    private final PlanTable plans;
    private final LotTable lots;
    private final Payments payments;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;

    public Subscriptions(JdbcClient jdbc) {
        this.subscriptions = new SubscriptionTable(jdbc);
        this.plans = new PlanTable(jdbc);
        this.lots = new LotTable(jdbc);
        this.payments = new Payments(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * The first month of a subscription was paid. It begins at payment, where that is settled already as soon as may be,
     * and during a live cycle at its end; its instant is the anchor of the months to come. What the account renewed before runs to the end
     * of what is paid, and is renewed no more.
     */
    public Paid subscribe(String account, String planCode, Optional<Money> paid, Confirmation confirmation, Act act) {
        return buy(account, planCode, Kind.MONTHLY, paid, confirmation, act);
    }

    /** A pass of 30 days was paid. It begins as a subscription does. */
    public Paid pass(String account, String planCode, Optional<Money> paid, Confirmation confirmation, Act act) {
        return buy(account, planCode, Kind.PASS, paid, confirmation, act);
    }

    /**
     * The next month of the account's subscription was paid, in advance or late. A month paid late keeps its boundaries;
     * its pools open at payment.
     */
    public Paid renew(String account, Optional<Money> paid, Confirmation confirmation, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        Subscription subscription = renewable(account);
        return renew(subscription, subscription.nextPeriod(), paid, confirmation, turn, act);
    }

    /** The plan whose next month {@link #renew} opens, at the version that was bought. */
    Plan renewed(String account) {
        return version(renewable(account));
    }

    private Subscription renewable(String account) {
        return subscriptions.of(account).stream()
                .filter(Subscription::isRenewable)
                .reduce((older, newer) -> newer)
                .orElseThrow(
                        () -> new Refusal("account " + account + " has no monthly subscription to renew. Start one "
                                + "with: reckon plan subscribe " + account + " PLAN."));
    }

    private Plan version(Subscription subscription) {
        return plans.catalogue()
                .find(subscription.planCode(), subscription.planVersion())
                .orElseThrow();
    }

    /**
     * The month after a cycle was paid before its subscription was cancelled, and is heard of since: it opens as {@link #renew} does,
     * and none follows it.
     *
     * @param cycle id of a cycle of the subscription
     */
    public Paid renewCancelled(String account, String cycle, Optional<Money> paid, Confirmation confirmation, Act act) {
        TurnTable.Turn turn = turns.take();
        Subscription subscription = subscriptions.of(account).stream()
                .filter(each -> each.has(cycle))
                .findFirst()
                .orElseThrow(() -> new Refusal("account " + account + " has no cycle " + cycle + "."));
        return renew(subscription, subscription.nextPeriod(), paid, confirmation, turn, act);
    }

    /**
     * A month of a subscription opens that nobody pays: the next one, or a later one where those before would have ended behind the
     * settlement.
     *
     * @param period number of the month
     */
    Paid renewFree(Subscription subscription, int period, Confirmation confirmation, Act act) {
        return renew(subscription, period, Optional.empty(), confirmation, turns.take(), act);
    }

    private Paid renew(
            Subscription subscription,
            int n,
            Optional<Money> paid,
            Confirmation confirmation,
            TurnTable.Turn turn,
            Act act) {
        String account = subscription.account();
        Plan plan = version(subscription);
        Money due = due(plan, paid, confirmation);
        Optional<Paid> before = recognised(account, plan.code(), due, confirmation);
        if (before.isPresent()) {
            return before.get();
        }
        refuseNewerPurchase(account, subscription);
        Instant opensAt = turn.landing(confirmation.paidAt().orElse(turn.now()));
        Instant end = subscription.anchor().boundary(n + 1);
        if (!opensAt.isBefore(end)) {
            throw new Refusal("the next month of account " + account + " ends at " + end
                    + ", but its pools could open at " + opensAt + " only. Start anew with: reckon plan subscribe "
                    + account + " " + plan.code() + ".");
        }
        pay(account, Payment.Purpose.PLAN, due, confirmation, turn, act);
        Cycle cycle = Purchase.month(confirmation.reference().text(), plan, subscription.anchor(), n, opensAt);
        return open(subscription, n, cycle, plan, "plan renew", turn, act);
    }

    private Paid buy(
            String account, String planCode, Kind kind, Optional<Money> paid, Confirmation confirmation, Act act) {
        TurnTable.Turn turn = turns.take();
        Plan plan = planFor(account, planCode);
        Money due = due(plan, paid, confirmation);
        String reference = confirmation.reference().text();
        Optional<Paid> before = recognised(account, planCode, due, confirmation);
        if (before.isPresent()) {
            return before.get();
        }
        List<Subscription> known = subscriptions.of(account);
        Instant opensAt = turn.landing(confirmation.paidAt().orElse(turn.now()));
        known.stream()
                .filter(Subscription::isRenewable)
                .filter(subscription -> subscription.paidUntil().isAfter(opensAt))
                .filter(subscription ->
                        kind == Kind.MONTHLY && subscription.planCode().equals(planCode))
                .findFirst()
                .ifPresent(subscription -> {
                    throw new Refusal("account " + account + " is subscribed to " + planCode + ", paid until "
                            + subscription.paidUntil()
                            + ". Record the payment of its next month with: reckon plan renew "
                            + account + ".");
                });
        Instant start = Purchase.startsAt(
                opensAt, known.stream().map(Subscription::paidUntil).toList());
        Cycle cycle =
                switch (kind) {
                    case MONTHLY -> Purchase.month(reference, plan, new Anchor(start), 0, start);
                    case PASS -> Purchase.pass(reference, plan, start, start);
                };
        Subscription subscription = new Subscription(
                reference, account, plan.code(), plan.version(), kind, new Anchor(start), null, 0, List.of());
        pay(account, Payment.Purpose.PLAN, due, confirmation, turn, act);
        endRenewals(known, CancelCause.REPLACED, turn);
        subscriptions.add(subscription, turn.now(), act);
        return open(subscription, 0, cycle, plan, "plan subscribe", turn, act);
    }

    private Paid open(
            Subscription subscription, int period, Cycle cycle, Plan plan, String verb, TurnTable.Turn turn, Act act) {
        accounts.requireOpen(subscription.account());
        subscriptions.add(subscription, period, cycle, turn.now(), act);
        List<Lot> opened = CycleLots.of(subscription.account(), cycle, plan);
        for (Lot lot : opened) {
            lots.add(lot, cycle.opensAt(), Optional.of(cycle.id()), turn.now(), act);
        }
        acts.add(act, turn.now(), verb, subscription.account(), plan.label() + ", cycle " + cycle.id());
        return new Paid(cycle, opened, Occasion.NOW);
    }

    private void endRenewals(List<Subscription> known, CancelCause cause, TurnTable.Turn turn) {
        known.stream()
                .filter(Subscription::isRenewable)
                .forEach(each -> subscriptions.cancel(each.id(), turn.now(), cause));
    }

    /** What a plan costs without tax, in whole cents. */
    static Money price(Plan plan) {
        return Rounding.toCents(plan.price());
    }

    /** What must have been paid for a plan: its price, and the tax. */
    private static Money due(Plan plan, Optional<Money> paid, Confirmation confirmation) {
        Money due = price(plan).plus(confirmation.taxOrNone());
        paid.filter(amount -> !amount.equals(due)).ifPresent(amount -> {
            throw new Refusal("plan " + plan.label() + " costs " + due
                    + (confirmation.tax().isPresent() ? " with tax" : "")
                    + ", but " + amount
                    + " was paid. Nothing is opened for another amount: send it back, or make it credit.");
        });
        return due;
    }

    /** A plan that costs nothing is not paid. */
    private void pay(
            String account,
            Payment.Purpose purpose,
            Money due,
            Confirmation confirmation,
            TurnTable.Turn turn,
            Act act) {
        if (due.isPositive()) {
            Payments.require(due, confirmation.tax());
            payments.record(account, purpose, due, confirmation, turn, act);
        }
    }

    /** A payment for this plan that was recorded before. */
    Optional<Paid> recognised(String account, Plan plan, Optional<Money> paid, Confirmation confirmation) {
        return recognised(account, plan.code(), due(plan, paid, confirmation), confirmation);
    }

    /** Another plan was paid for, and takes the place of the account's subscriptions from an instant on. */
    Paid replace(
            String account,
            Plan plan,
            Instant from,
            Optional<Money> paid,
            Confirmation confirmation,
            TurnTable.Turn turn,
            Act act) {
        Money due = due(plan, paid, confirmation);
        String reference = confirmation.reference().text();
        endRenewals(subscriptions.of(account), CancelCause.SWITCHED, turn);
        pay(account, Payment.Purpose.SWITCH, due, confirmation, turn, act);
        Subscription subscription = new Subscription(
                reference, account, plan.code(), plan.version(), Kind.MONTHLY, new Anchor(from), null, 0, List.of());
        subscriptions.add(subscription, turn.now(), act);
        Cycle cycle = Purchase.month(reference, plan, new Anchor(from), 0, from);
        return open(subscription, 0, cycle, plan, "plan switch", turn, act);
    }

    private Optional<Paid> recognised(String account, String planCode, Money due, Confirmation confirmation) {
        String reference = confirmation.reference().text();
        Optional<Map.Entry<String, Cycle>> before = subscriptions.cycle(reference);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Cycle cycle = before.get().getValue();
        if (!before.get().getKey().equals(account) || !cycle.planCode().equals(planCode)) {
            throw new Refusal("reference " + reference + " was used before, for plan " + cycle.planCode()
                    + " of account " + before.get().getKey()
                    + ". Nothing was changed. Take another reference if this is another act.");
        }
        payments.requireSame(account, due, confirmation);
        return Optional.of(new Paid(cycle, List.of(), Occasion.BEFORE));
    }

    /** Months follow one another: a plan bought for the time after this subscription ends it in fact. */
    private void refuseNewerPurchase(String account, Subscription subscription) {
        Subscription newest = subscriptions.of(account).getLast();
        if (!newest.id().equals(subscription.id())) {
            throw new Refusal("account " + account + " has bought plan " + newest.planCode() + " since, paid until "
                    + newest.paidUntil() + ". Renew or start that one instead.");
        }
    }

    /** The plan that an account is to get, if it can be bought; of an account and a plan that there are not both are told. */
    Plan planFor(String account, String code) {
        Checks checks = new Checks();
        checks.that(() -> accounts.require(account));
        Optional<Plan> plan = checks.of(() -> plan(code));
        checks.refuse();
        return plan.orElseThrow();
    }

    /** The newest version of a plan, if it can be bought. */
    Plan plan(String code) {
        PlanCatalogue catalogue = plans.catalogue();
        Plan plan = catalogue
                .newest(code)
                .orElseThrow(() -> new Refusal("there is no plan " + code + ". Plans: "
                        + catalogue.plans().stream().map(Plan::code).distinct().collect(Collectors.joining(", "))
                        + "."));
        return switch (plan.status()) {
            case ACTIVE -> plan;
            case INACTIVE -> throw new Refusal("plan " + plan.label() + " is inactive and cannot be bought.");
        };
    }
}
