package io.reckoner.jobs.payment;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Effects that are out of order for one account. */
record FailingEffects(String account, PaymentEffects sound) implements PaymentEffects {
    @Override
    public void paid(JdbcClient jdbc, Intent charge, Outcome.Paid paid) {
        require(charge);
        sound.paid(jdbc, charge, paid);
    }

    @Override
    public void asked(JdbcClient jdbc, Intent charge, Intent refund) {
        require(charge);
        sound.asked(jdbc, charge, refund);
    }

    @Override
    public void refunded(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Refunded refunded) {
        require(charge);
        sound.refunded(jdbc, charge, refund, refunded);
    }

    @Override
    public void failed(JdbcClient jdbc, Intent charge, Intent refund, Outcome.Failed failed) {
        require(charge);
        sound.failed(jdbc, charge, refund, failed);
    }

    @Override
    public void ended(JdbcClient jdbc, GatewayMonth month) {
        require(month.account());
        sound.ended(jdbc, month);
    }

    @Override
    public void disputed(JdbcClient jdbc, Intent charge, Dispute dispute) {
        require(charge);
        sound.disputed(jdbc, charge, dispute);
    }

    private void require(Intent charge) {
        require(charge.account());
    }

    private void require(String whose) {
        if (whose.equals(account)) {
            throw new IllegalStateException("out of order");
        }
    }
}
