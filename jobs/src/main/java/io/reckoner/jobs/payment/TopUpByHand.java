package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Recorded;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.receipt.Payment;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A payment that a gateway holds and a person gives credit for, whatever was asked for: see {@link HeldPayments}. */
public final class TopUpByHand {
    /**
     * What a person says of one.
     *
     * @param paid all of it, in whole cents
     * @param faceValue credit sold for it, where that is more
     */
    public record Said(String account, Money paid, Optional<Money> faceValue, HeldPayment held) {}

    private final JdbcClient jdbc;

    public TopUpByHand(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Gives credit for a payment, or says that it was given before.
     *
     * @param paidAt as in {@link HeldPayments#record}
     * @throws Refusal as {@link HeldPayments#record} and {@link Wallet#topUp}
     */
    public Recorded.Given record(Said said, Supplier<Optional<Instant>> paidAt, CreditSettings settings, Act act) {
        return new HeldPayments(jdbc)
                .record(
                        said.held(),
                        paidAt,
                        new HeldPayments.Sale<>(
                                said.account(),
                                Payment.Purpose.TOP_UP,
                                () -> new HeldPayments.Item(
                                        Optional.empty(), said.paid(), Optional.empty(), Optional.empty()),
                                confirmation -> new Wallet(jdbc)
                                        .topUp(
                                                said.account(),
                                                said.paid(),
                                                said.faceValue(),
                                                confirmation,
                                                settings,
                                                act)));
    }
}
