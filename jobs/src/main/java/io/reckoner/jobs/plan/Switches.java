package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.Proration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Switches from a live plan to another, within the transaction of the {@code JdbcClient} given.
 *
 * <p>The new plan is paid in full first. Once that is confirmed, one transaction ends the old cycle at an instant and opens the
 * new one there; what is left of the old one's value is worked out by settlement, from usage before that instant, and
 * returns to the Wallet. A declined payment changes nothing: it is never brought here.
 */
public final class Switches {
    private static final long MICROSECOND = 1_000;

    /**
     * The working of a switch that has not happened.
     *
     * @param at when it is thought to happen
     * @param asOf watermark up to which usage is in it; empty before the first run
     */
    public record Preview(
            Plan from, Plan to, Instant at, Optional<Instant> asOf, Proration.Drawn drawn, Proration proration) {}

    private final Subscriptions subscriptions;
    private final SubscriptionTable table;
    private final SwitchTable switches;
    private final PlanTable plans;
    private final CycleUseView use;
    private final TurnTable turns;

    public Switches(JdbcClient jdbc) {
        this.subscriptions = new Subscriptions(jdbc);
        this.table = new SubscriptionTable(jdbc);
        this.switches = new SwitchTable(jdbc);
        this.plans = new PlanTable(jdbc);
        this.use = new CycleUseView(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /** What a switch would come to, by what is settled. Changes nothing. */
    public Preview preview(String account, String planCode, Optional<Instant> at) {
        TurnTable.Turn turn = turns.take();
        Plan to = subscriptions.planFor(account, planCode);
        Instant instant = turn.landing(at.orElse(turn.now()));
        PaidCycle live = live(account, to, instant);
        Plan from = plans.catalogue().planOf(live.cycle());
        Proration.Drawn drawn = use.drawn(live.cycle().id());
        Proration proration = Proration.of(live.cycle(), instant, drawn, from.price(), to.price());
        return new Preview(from, to, instant, use.watermark(), drawn, proration);
    }

    /**
     * The new plan was paid: the old cycle ends and the new one opens when that was, and never behind a settlement.
     *
     * @param paid what was paid, tax included; the price where empty
     * @throws Refusal when no plan is live, it is that plan already, or later months are paid for
     */
    public Subscriptions.Paid switchTo(
            String account, String planCode, Optional<Money> paid, Confirmation confirmation, Act act) {
        TurnTable.Turn turn = turns.take();
        Plan to = subscriptions.planFor(account, planCode);
        String id = confirmation.reference().text();
        if (switches.isSwitch(id)) {
            return subscriptions.recognised(account, to, paid, confirmation).orElseThrow();
        }
        Instant landing = turn.landing(confirmation.paidAt().orElse(turn.now()));
        PaidCycle live = live(account, to, landing);
        // Ends come before starts: a cycle cannot end at the very instant it opens.
        Instant actsAt = live.cycle().opensAt().equals(landing) ? landing.plusNanos(MICROSECOND) : landing;
        Subscriptions.Paid opened = subscriptions.replace(account, to, actsAt, paid, confirmation, turn, act);
        switches.add(id, account, live.cycle().id(), to.price(), actsAt, turn.now(), act);
        return opened;
    }

    /**
     * A gateway has taken the money for a switch that was asked for a while ago: as {@link #switchTo}. Where the plan that was live then has
     * run out meanwhile, or its payment has gone back, there is nothing to switch from and nothing to give back: the new plan opens as one
     * that was bought, for the same price.
     *
     * @param askedAt when the switch was asked for
     * @throws Refusal as {@link #switchTo} and {@link Subscriptions#subscribe}; when the plan was bought since by another payment, which has
     *     not gone back
     */
    public Subscriptions.Paid switchAsked(
            String account,
            String planCode,
            Instant askedAt,
            Optional<Money> paid,
            Confirmation confirmation,
            Act act) {
        TurnTable.Turn turn = turns.take();
        Instant landing = turn.landing(confirmation.paidAt().orElse(turn.now()));
        List<PaidCycle> cycles = table.of(account).stream()
                .flatMap(subscription -> subscription.cycles().stream())
                .toList();
        boolean isLive = cycles.stream()
                .filter(each ->
                        each.isOpenAfter(landing) && !each.cycle().opensAt().isAfter(landing))
                .anyMatch(each -> each.endedAt().isEmpty()
                        || switches.isSwitchedFrom(each.cycle().id()));
        boolean wasLive = cycles.stream()
                .map(PaidCycle::cycle)
                .anyMatch(each -> !each.opensAt().isAfter(askedAt) && each.end().isAfter(askedAt));
        boolean isKnown = switches.isSwitch(confirmation.reference().text());
        if (!isKnown) {
            refuseBoughtSince(account, planCode, askedAt, confirmation.reference());
        }
        return wasLive && !isLive && !isKnown
                ? subscriptions.subscribe(account, planCode, paid, confirmation, act)
                : switchTo(account, planCode, paid, confirmation, act);
    }

    /** The plan may have been recorded by hand for this very payment, while it was refused: it is not sold a second time for it. */
    private void refuseBoughtSince(String account, String planCode, Instant askedAt, Reference payment) {
        table.boughtSince(account, planCode, askedAt, payment.text()).ifPresent(other -> {
            throw new Refusal("plan " + planCode + " was bought for account " + account
                    + " since the switch to it was asked for (payment " + other
                    + "). Was that recorded for this payment, close this; else send this payment back.");
        });
    }

    /** The cycle that serves at an instant, and may be switched. */
    private PaidCycle live(String account, Plan to, Instant at) {
        List<PaidCycle> open = table.of(account).stream()
                .flatMap(subscription -> subscription.cycles().stream())
                .filter(cycle -> cycle.isOpenAfter(at))
                .toList();
        PaidCycle live = open.stream()
                .filter(cycle -> !cycle.cycle().opensAt().isAfter(at))
                .findFirst()
                .orElseThrow(() -> new Refusal("account " + account + " has no live plan at " + at
                        + " to switch from. Buy one with: reckon plan subscribe " + account + " " + to.code() + "."));
        live.endedAt().ifPresent(end -> {
            if (switches.isSwitchedFrom(live.cycle().id())) {
                throw new Refusal("account " + account + " switched from plan "
                        + live.cycle().planCode() + " at " + end + ", after " + at
                        + ". A switch comes after those before it: give a later --at.");
            }
            throw new Refusal("the cycle of account " + account + " ends at " + end
                    + " already, since its payment goes back. Buy the plan from then on with: reckon plan subscribe "
                    + account + " " + to.code() + ".");
        });
        if (live.cycle().planCode().equals(to.code())) {
            throw new Refusal("account " + account + " is on plan " + to.code() + " already, until " + live.until()
                    + ". Nothing was changed.");
        }
        open.stream().filter(cycle -> cycle != live).findFirst().ifPresent(later -> {
            throw new Refusal("account " + account + " has paid for another cycle from "
                    + later.cycle().start() + " (payment " + later.cycle().id()
                    + "). Send that back first: reckon wallet refund "
                    + later.cycle().id() + ".");
        });
        return live;
    }
}
