package io.reckoner.jobs.payment.offline;

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

/**
 * Money straight into the bank: the customer transfers it and names the intent, a person confirms that it came. What is
 * asked of this gateway waits for that person.
 */
public final class OfflineGateway implements PaymentGateway {
    @Override
    public GatewayName name() {
        return GatewayName.OFFLINE;
    }

    @Override
    public Cents minimum() {
        return new Cents(1);
    }

    @Override
    public Outcome charge(Intent intent) {
        return new Outcome.Pending(intent.id());
    }

    @Override
    public Outcome refund(Intent intent) {
        return new Outcome.Pending(intent.id());
    }

    @Override
    public Outcome cancel(Intent intent) {
        throw new IllegalStateException("money straight into the bank knows no subscriptions");
    }

    @Override
    public LookUp lookUp(Intent intent, Optional<String> reference) {
        return new LookUp.Found(new Outcome.Pending(intent.id()));
    }

    @Override
    public Verdict verify(Delivery delivery, Instant now, Duration tolerance) {
        return new Verdict.Refused(Verdict.Reason.FOREIGN);
    }

    @Override
    public GatewayEvent read(Delivery delivery) {
        throw new IllegalStateException("nobody sends webhooks for money straight into the bank");
    }
}
