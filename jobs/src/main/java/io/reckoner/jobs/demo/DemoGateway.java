package io.reckoner.jobs.demo;

import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.Delivery;
import io.reckoner.jobs.payment.GatewayEvent;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Intent;
import io.reckoner.jobs.payment.LookUp;
import io.reckoner.jobs.payment.Outcome;
import io.reckoner.jobs.payment.PaymentGateway;
import io.reckoner.jobs.payment.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An invented gateway of the demonstration's own: every card it is asked to charge is good, and no money moves. */
final class DemoGateway implements PaymentGateway {
    @Override
    public GatewayName name() {
        return GatewayName.DEMO;
    }

    @Override
    public Cents minimum() {
        return new Cents(50);
    }

    /** The reference is made of what was asked for, not of chance: the same month has the same one. */
    @Override
    public Outcome charge(Intent intent) {
        return new Outcome.Paid("demo-" + intent.key(), intent.cents(), Optional.empty());
    }

    @Override
    public LookUp lookUp(Intent intent, Optional<String> reference) {
        return new LookUp.Found(charge(intent));
    }

    @Override
    public Outcome refund(Intent intent) {
        throw new IllegalStateException("the demonstration's gateway sends nothing back");
    }

    @Override
    public Outcome cancel(Intent intent) {
        throw new IllegalStateException("the demonstration's gateway knows no subscriptions");
    }

    @Override
    public Verdict verify(Delivery delivery, Instant now, Duration tolerance) {
        return new Verdict.Refused(Verdict.Reason.FOREIGN);
    }

    @Override
    public GatewayEvent read(Delivery delivery) {
        throw new IllegalStateException("the demonstration's gateway sends no webhooks");
    }
}
