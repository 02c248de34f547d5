package io.reckoner.jobs.payment;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.plan.Cancellations;
import io.reckoner.jobs.plan.RenewedMonths;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.plan.Switches;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.reversal.Disputes;
import io.reckoner.jobs.reversal.FailedRefunds;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Effects on the ledger. The intent's id is the reference of all that is given for it. */
final class LedgerEffects implements PaymentEffects {
    private final CreditSettings credit;

    LedgerEffects(CreditSettings credit) {
        this.credit = credit;
    }

    @Override
    public void paid(JdbcClient jdbc, Intent charge, Outcome.Paid paid) {
        // Though all of it went back: what a person gave for it stands until a person takes it back.
        new GivenByHandView(jdbc).why(charge).ifPresent(why -> {
            throw new Refusal(why);
        });
        if (new SentBackView(jdbc).isAllBack(charge)) {
            return;
        }
        Money received = paid.received().toMoney();
        Confirmation confirmation = new Confirmation(
                new Reference(charge.id()),
                charge.gateway().code(),
                paid.reference(),
                Optional.empty(),
                paid.fee().map(Cents::toMoney),
                Optional.empty());
        Optional<String> late = LateCharges.why(jdbc, charge);
        if (late.isPresent()) {
            refuseUnlessSentBack(jdbc, charge, late.get());
            return;
        }
        new Accounts(jdbc).requireOpen(charge.account());
        switch (charge.purpose()) {
            case TOP_UP, AUTO_TOP_UP ->
                new Wallet(jdbc).topUp(charge.account(), received, Optional.empty(), confirmation, credit, act(charge));
            case PLAN_CYCLE -> {
                openCycle(jdbc, charge, received, confirmation);
                endAsTold(jdbc, charge);
            }
            case PLAN_SWITCH -> {
                new Switches(jdbc)
                        .switchAsked(
                                charge.account(),
                                charge.plan().orElseThrow(),
                                charge.recordedAt(),
                                Optional.of(received),
                                confirmation,
                                act(charge));
                endAsTold(jdbc, charge);
            }
        }
    }

    /** The gateway may have told that a subscription ended before it told of this payment: its month is served, and none follows it. */
    static void endAsTold(JdbcClient jdbc, Intent charge) {
        if (new GatewaySubscriptionEndTable(jdbc).isTold(charge)) {
            new Cancellations(jdbc).endedAtGateway(charge.account(), charge.id(), act(charge));
        }
    }

    /**
     * The next month of the subscription, where the account has one of this plan; else the first month. So it is where that next month is
     * over, unless a gateway renews the plan by itself.
     */
    private static void openCycle(JdbcClient jdbc, Intent charge, Money received, Confirmation confirmation) {
        String plan = charge.plan().orElseThrow();
        Subscriptions subscriptions = new Subscriptions(jdbc);
        Optional<GatewayRenewal> renewal = new GatewaySubscriptionView(jdbc).renewal(charge);
        if (renewal.filter(GatewayRenewal::isLastMonth).isPresent()) {
            subscriptions.renewCancelled(
                    charge.account(), renewal.get().cycle(), Optional.of(received), confirmation, act(charge));
            return;
        }
        boolean isNext = new SubscribedView(jdbc).isSubscribed(charge.account(), plan)
                && (renewal.isPresent() || !new RenewedMonths(jdbc).isNextOver(charge.account()));
        if (isNext) {
            subscriptions.renew(charge.account(), Optional.of(received), confirmation, act(charge));
        } else {
            subscriptions.subscribe(charge.account(), plan, Optional.of(received), confirmation, act(charge));
        }
    }

    /** Nothing is given for it; once it has gone back nothing is due any more. */
    private static void refuseUnlessSentBack(JdbcClient jdbc, Intent charge, String late) {
        SentBackView sentBack = new SentBackView(jdbc);
        if (sentBack.left(charge).isPositive() || sentBack.isDisputed(charge)) {
            throw new Refusal(late + ": it opens nothing and is sent back");
        }
    }

    /**
     * Nothing was given for the charge, so nothing is taken: what goes back of it is done with once nothing can be given any more. What a
     * person may have given for it by hand, a person takes back.
     */
    private static void refuseUnlessNothingIsDue(JdbcClient jdbc, Intent charge) {
        if (LateCharges.isLate(jdbc, charge)) {
            return;
        }
        new GivenByHandView(jdbc).taking(charge).ifPresent(what -> {
            throw new Refusal("its charge " + charge.id() + " is not booked, but " + what + ", then close this");
        });
        if (new BreakEndTable(jdbc).isSettled(charge)) {
            throw new Refusal(
                    "its charge " + charge.id()
                            + " was never booked, and a person has closed it: take back what was given for it by hand, if anything, then close this");
        }
        SentBackView sentBack = new SentBackView(jdbc);
        if (!sentBack.isAllBack(charge)) {
            throw new Refusal("its charge " + charge.id() + " is not booked, and " + sentBack.left(charge)
                    + " of it has not gone back: either has to come first");
        }
    }

    @Override
    public void refunded(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Refunded refunded) {
        if (!new CreditView(jdbc).has(charge)) {
            refuseUnlessNothingIsDue(jdbc, charge);
            return;
        }
        new Reversals(jdbc)
                .refunded(
                        charge.id(),
                        refunded.sent().toMoney(),
                        reference(jdbc, charge, refund, refunded),
                        act(charge, "refund " + refunded.reference()));
    }

    @Override
    public void failed(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Failed failed) {
        new FailedRefunds(jdbc)
                .undo(
                        reference(jdbc, charge, refund, failed),
                        act(charge, "refund " + failed.reference() + " failed: " + failed.reason()));
    }

    /** What a refund is recognised by: as a person has recorded it, else by its intent. */
    private static Reference reference(JdbcClient jdbc, Intent charge, Intent refund, Outcome outcome) {
        return new RefundByHand(jdbc)
                .find(charge.gateway(), outcome.gatewayReference())
                .orElseGet(() -> new Reference(refund.id()));
    }

    @Override
    public void asked(JdbcClient jdbc, Intent charge, Intent refund) {
        if (!new CreditView(jdbc).has(charge)) {
            return;
        }
        new Reversals(jdbc)
                .refund(
                        charge.id(),
                        Optional.of(refund.cents().toMoney()),
                        Optional.empty(),
                        new Reference(refund.id()),
                        act(charge, "asked for"));
    }

    @Override
    public void disputed(JdbcClient jdbc, Intent charge, Dispute dispute) {
        if (!new CreditView(jdbc).has(charge)) {
            refuseUnlessNothingIsDue(jdbc, charge);
            return;
        }
        Act act = act(
                charge,
                "dispute " + dispute.reference() + " of " + dispute.amount().toMoney());
        String reference = Reference.folded(dispute.reference()).text();
        switch (dispute.state()) {
            case OPENED ->
                new Reversals(jdbc)
                        .disputed(
                                charge.id(),
                                reference,
                                dispute.amount().toMoney(),
                                new DisputeTable(jdbc)
                                        .told(charge).stream()
                                                .map(told ->
                                                        Reference.folded(told).text())
                                                .toList(),
                                act);
            case WON -> new Disputes(jdbc).won(charge.id(), reference, Optional.empty(), act);
            case LOST -> new Disputes(jdbc).lost(charge.id(), reference, Optional.empty(), act);
        }
    }

    @Override
    public void ended(JdbcClient jdbc, GatewayMonth month) {
        if (new GatewaySubscriptionView(jdbc).isOvertaken(month.cycle())) {
            throw new Refusal("the subscription of month " + month.cycle() + " is renewed by another.");
        }
        Act act = new Act("gateway " + month.gateway().code(), "");
        if (!new Cancellations(jdbc).endedAtGateway(month.account(), month.cycle(), act)) {
            throw new Refusal("the subscription of month " + month.cycle() + " has ended before, or is not paid yet.");
        }
    }

    private static Act act(Intent intent) {
        return act(intent, "");
    }

    private static Act act(Intent intent, String reason) {
        return new Act("gateway " + intent.gateway().code(), reason);
    }
}
