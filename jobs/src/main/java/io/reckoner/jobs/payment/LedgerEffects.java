package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.receipt.Confirmation;
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
        Money received = paid.received().toMoney();
        Confirmation confirmation = new Confirmation(
                new Reference(charge.id()),
                charge.gateway().code(),
                paid.reference(),
                Optional.empty(),
                paid.fee().map(Cents::toMoney),
                Optional.empty());
        switch (charge.purpose()) {
            case TOP_UP, AUTO_TOP_UP ->
                new Wallet(jdbc).topUp(charge.account(), received, Optional.empty(), confirmation, credit, act(charge));
            case PLAN_CYCLE -> openCycle(jdbc, charge, received, confirmation);
            case PLAN_SWITCH ->
                throw new Refusal(
                        "a switch of plans is not yet done by a gateway's word. Record it with: reckon plan switch "
                                + charge.account() + " " + charge.plan().orElse("PLAN") + ".");
        }
    }

    /** The next month of the subscription, where the account has one of this plan; else the first month. */
    private static void openCycle(JdbcClient jdbc, Intent charge, Money received, Confirmation confirmation) {
        String plan = charge.plan().orElseThrow();
        Subscriptions subscriptions = new Subscriptions(jdbc);
        if (new SubscribedView(jdbc).isSubscribed(charge.account(), plan)) {
            subscriptions.renew(charge.account(), Optional.of(received), confirmation, act(charge));
        } else {
            subscriptions.subscribe(charge.account(), plan, Optional.of(received), confirmation, act(charge));
        }
    }

    @Override
    public void refunded(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Refunded refunded) {
        throw new Refusal("refunds are not yet booked by themselves. Take the credit back with: reckon wallet adjust "
                + charge.account() + " --take " + refunded.sent().decimal() + " --ref " + refund.id() + ".");
    }

    @Override
    public void disputed(JdbcClient jdbc, Intent charge, Dispute dispute) {
        throw new Refusal("disputes are not yet booked by themselves.");
    }

    @Override
    public void ended(JdbcClient jdbc, Intent charge) {
        new Subscriptions(jdbc).cancel(charge.account(), act(charge));
    }

    private static Act act(Intent intent) {
        return new Act("gateway " + intent.gateway().code(), "");
    }
}
