package io.reckoner.jobs.payment;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Recorded;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.receipt.Payment;
import io.reckoner.jobs.receipt.PaymentTable;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A payment that a gateway holds and a person gives credit for: nothing here asked for it, or what was asked for cannot be opened. It is
 * known by the gateway's id of it, so that neither a webhook nor a second command credits it again; where an intent knows it, it is booked
 * as that intent's, and what goes back of it takes the credit.
 */
public final class TopUpByHand {
    /**
     * What a person says of one.
     *
     * @param paid all of it, in whole cents
     * @param faceValue credit sold for it, where that is more
     * @param gatewayRef the gateway's id of the payment
     * @param isAnother whether it is another payment than the one that is told of or awaited
     */
    public record Said(
            String account,
            Money paid,
            Optional<Money> faceValue,
            GatewayName gateway,
            String gatewayRef,
            boolean isAnother) {}

    private final JdbcClient jdbc;
    private final IntentTable intents;
    private final PaymentTable payments;

    public TopUpByHand(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.intents = new IntentTable(jdbc);
        this.payments = new PaymentTable(jdbc);
    }

    /**
     * Gives credit for a payment, or says that it was given before.
     *
     * @param paidAt asked for once nobody else learns of the payment; takes the turn
     * @throws Refusal when the id is missing, or it came into the bank and no intent knows it; the account is closed or another one has paid; it was credited, went
     *     back, or is not known to be paid; its amount is another; it is the second one of an intent and can go back; it may be one that
     *     is known under another id, and is not claimed to be another; and as {@link Wallet#topUp}
     */
    public Recorded.Given record(Said said, Supplier<Optional<Instant>> paidAt, CreditSettings settings, Act act) {
        Optional<Intent> charge = intents.chargeWithReference(said.gateway(), said.gatewayRef());
        requireNamed(said, charge);
        // The intent comes before the turn, as when an outcome is booked.
        charge.map(Intent::id).ifPresent(intents::lock);
        Optional<Instant> at = paidAt.get();
        Optional<Payment> before = payments.find(said.gateway().code(), said.gatewayRef());
        if (before.isPresent()) {
            return topUp(said, new Reference(before.get().id()), at, settings, act);
        }
        new Accounts(jdbc).requireOpen(said.account());
        Optional<Intent> booked = charge.filter(each -> isItsFirst(said, each));
        new ToldBefore(jdbc).judgePayment(said, charge);
        Recorded.Given given = topUp(said, reference(said, booked), at, settings, act);
        booked.ifPresent(each -> new EffectTable(jdbc).add(each.id(), each));
        return given;
    }

    private Recorded.Given topUp(
            Said said, Reference reference, Optional<Instant> at, CreditSettings settings, Act act) {
        Confirmation confirmation = new Confirmation(
                reference, said.gateway().code(), said.gatewayRef(), Optional.empty(), Optional.empty(), at);
        return new Wallet(jdbc).topUp(said.account(), said.paid(), said.faceValue(), confirmation, settings, act);
    }

    private static Reference reference(Said said, Optional<Intent> booked) {
        return booked.map(charge -> new Reference(charge.id()))
                .orElseGet(() -> Reference.folded(said.gateway().code() + ":" + said.gatewayRef()));
    }

    private static void requireNamed(Said said, Optional<Intent> charge) {
        if (said.gatewayRef().isBlank()) {
            throw new Refusal("a payment that " + said.gateway().code()
                    + " holds is known by its id there: give it with --gateway-ref.");
        }
        if (said.gateway() == GatewayName.OFFLINE && charge.isEmpty()) {
            throw new Refusal(
                    "money straight into the bank that no intent knows is recorded without --gateway, under its --ref.");
        }
    }

    /**
     * Whether a payment is the one that a charge would be booked for; else it came beside it.
     *
     * @throws Refusal when no credit may be given for it
     */
    private boolean isItsFirst(Said said, Intent charge) {
        Standing standing = Books.standing(jdbc, charge);
        String known =
                "payment " + said.gatewayRef() + " of " + said.gateway().code() + " is known by intent " + charge.id();
        String see = ". Nothing was changed. See: reckon payment show " + charge.id() + ".";
        Outcome.Paid paid = standing.payments().stream()
                .filter(each -> each.reference().equals(said.gatewayRef()))
                .findFirst()
                .orElseThrow(() -> new Refusal(known + ", which is " + standing.state() + ", not paid" + see));
        if (!charge.account().equals(said.account())) {
            throw new Refusal(known + " of account " + charge.account() + see);
        }
        if (!paid.received().toMoney().equals(said.paid())) {
            throw new Refusal(known + ", over " + paid.received() + ", not " + said.paid() + see);
        }
        if (standing.isRepeated(said.gatewayRef())) {
            refuseWhatCanGoBack(said, known + ", which was paid before", see);
            return false;
        }
        if (standing.booked() || new SentBackView(jdbc).isAllBack(charge)) {
            throw new Refusal(known + ", which was booked, or went back, before" + see);
        }
        if (LateCharges.isLate(jdbc, charge)
                && new SentBackView(jdbc).left(charge).count() < paid.received().count()) {
            throw new Refusal(known + ", and part of it went back, or is in dispute: its credit would stay" + see);
        }
        return true;
    }

    /** Nothing is taken by itself when a payment goes back that came beside the first; out of the bank only a person sends it. */
    private static void refuseWhatCanGoBack(Said said, String known, String see) {
        if (said.gateway() != GatewayName.OFFLINE
                        && said.gateway().capabilities().contains(Capability.REFUND)
                || said.gateway().capabilities().contains(Capability.TELL_REFUNDS)) {
            throw new Refusal(known + ": send the second payment back at "
                    + said.gateway().code() + ", since its credit would stay when it goes back" + see);
        }
    }
}
