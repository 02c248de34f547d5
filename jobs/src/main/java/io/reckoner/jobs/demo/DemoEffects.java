package io.reckoner.jobs.demo;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.payment.Dispute;
import io.reckoner.jobs.payment.GatewayMonth;
import io.reckoner.jobs.payment.Intent;
import io.reckoner.jobs.payment.Outcome;
import io.reckoner.jobs.payment.PaymentEffects;
import io.reckoner.jobs.receipt.Confirmation;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What follows from a payment of an invented night: credit, as for any payment, but dated in the invented month and known by what
 * was asked for. Ids of intents are chance; two runs of the demonstration would draw other lots.
 */
final class DemoEffects implements PaymentEffects {
    private final CreditSettings credit;
    private final Instant paidAt;
    private final Act act;

    DemoEffects(CreditSettings credit, Instant paidAt, Act act) {
        this.credit = credit;
        this.paidAt = paidAt;
        this.act = act;
    }

    @Override
    public void paid(JdbcClient jdbc, Intent charge, Outcome.Paid paid) {
        new Wallet(jdbc)
                .topUp(
                        charge.account(),
                        paid.received().toMoney(),
                        Optional.empty(),
                        Confirmation.of(
                                new Reference(charge.key()), charge.gateway().code(), paid.reference(), paidAt),
                        credit,
                        act);
    }

    @Override
    public void asked(JdbcClient jdbc, Intent charge, Intent refund) {
        throw onlyTopUps();
    }

    @Override
    public void refunded(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Refunded refunded) {
        throw onlyTopUps();
    }

    @Override
    public void failed(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Failed failed) {
        throw onlyTopUps();
    }

    @Override
    public void ended(JdbcClient jdbc, GatewayMonth month) {
        throw onlyTopUps();
    }

    @Override
    public void disputed(JdbcClient jdbc, Intent charge, Dispute dispute) {
        throw onlyTopUps();
    }

    private static IllegalStateException onlyTopUps() {
        return new IllegalStateException("the demonstration's gateway tops up and does nothing else");
    }
}
