package io.reckoner.jobs.receipt;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payments as they are confirmed, recorded in the transaction that gives what was bought. */
public final class Payments {
    private final PaymentTable payments;

    public Payments(JdbcClient jdbc) {
        this.payments = new PaymentTable(jdbc);
    }

    /**
     * Records a payment that was not recorded before.
     *
     * @param amount all of it, tax included
     * @throws Refusal when it is not in whole cents, smaller than its tax, or known already under its reference or its
     *     gateway's id
     */
    public Payment record(
            String account,
            Payment.Purpose purpose,
            Money amount,
            Confirmation confirmation,
            TurnTable.Turn turn,
            Act act) {
        requireCents(amount);
        String id = confirmation.reference().text();
        payments.find(id).ifPresent(known -> {
            throw usedBefore("reference " + id, known);
        });
        payments.find(confirmation.gateway(), confirmation.gatewayRef()).ifPresent(known -> {
            throw usedBefore("id " + confirmation.gatewayRef() + " of gateway " + confirmation.gateway(), known);
        });
        Instant paidAt = confirmation.paidAt().orElse(turn.now());
        Payment payment = new Payment(
                id,
                account,
                confirmation.gateway(),
                confirmation.gatewayRef(),
                purpose,
                amount,
                confirmation.fee(),
                confirmation.tax(),
                paidAt,
                turn.landing(paidAt));
        payments.add(payment, turn.now(), act);
        return payment;
    }

    /**
     * The same payment again is harmless; it must be the same in all that was confirmed.
     *
     * @throws Refusal when the reference stands for another payment
     */
    public void requireSame(String account, Money amount, Confirmation confirmation) {
        String id = confirmation.reference().text();
        payments.find(id)
                .filter(known -> !known.account().equals(account)
                        || !known.amount().equals(amount)
                        || !known.gateway().equals(confirmation.gateway())
                        || !known.gatewayRef().equals(confirmation.gatewayRef()))
                .ifPresent(known -> {
                    throw usedBefore("reference " + id, known);
                });
    }

    /**
     * A payment that a gateway holds is recorded once, for one purpose of one account.
     *
     * @throws Refusal when it was recorded for another
     */
    public static void requireSame(Payment known, String account, Payment.Purpose purpose) {
        if (!known.account().equals(account) || known.purpose() != purpose) {
            throw usedBefore("id " + known.gatewayRef() + " of gateway " + known.gateway(), known);
        }
    }

    /** The payment with this reference. */
    public Payment require(String id) {
        return payments.find(id)
                .orElseThrow(() -> new Refusal(
                        "there is no payment " + id + ". A payment is known by the reference it was recorded under."));
    }

    /** Payments are in whole cents and not below their tax. */
    public static void require(Money amount, Optional<Money> tax) {
        requireCents(amount);
        tax.filter(part -> part.compareTo(amount) >= 0).ifPresent(part -> {
            throw new Refusal("a tax of " + part + " leaves nothing of a payment of " + amount + ".");
        });
    }

    private static void requireCents(Money amount) {
        if (!Rounding.toCents(amount).equals(amount)) {
            throw new Refusal("a payment is in whole cents, not " + amount + ". Write at most two decimals.");
        }
    }

    private static Refusal usedBefore(String what, Payment known) {
        return new Refusal(what + " was used before, for " + known.purpose().words() + ": " + known.amount()
                + " paid by account " + known.account() + " through " + known.gateway() + " on " + known.paidAt()
                + ". Nothing was changed. Take another reference if this is another payment.");
    }
}
