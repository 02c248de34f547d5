package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A refund that a person records. Where the gateway that took the payment tells of refunds by itself, the person names the refund as
 * the gateway does: heard of by both, it is booked once.
 */
final class RefundByHand {
    private final JdbcClient jdbc;
    private final GatewayRefundView gateways;
    private final Reversals reversals;
    private final TurnTable turns;

    RefundByHand(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.gateways = new GatewayRefundView(jdbc);
        this.reversals = new Reversals(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * What a refund is recognised by that a person has recorded under the gateway's id of it; empty where none has, nor will
     * until the transaction ends.
     */
    Optional<Reference> find(GatewayName gateway, String refund) {
        turns.take();
        return Optional.of(reference(gateway, refund)).filter(reversals::isRefunded);
    }

    /** What a gateway's refund is recognised by, whoever records it. */
    static Reference reference(GatewayName gateway, String refund) {
        return Reference.folded(gateway.code() + ":refund:" + refund);
    }

    /**
     * Records a refund. Refunds that are not booked count as gone: each may have been made already.
     *
     * @param amount all that is left beside those not booked where empty
     * @param gatewayRef the gateway's id of the refund; empty where it has none
     * @param reference what else it is recognised by
     * @param claim whether it is another one than the gateway has told of with this amount
     * @throws Refusal when the gateway's id is missing or the gateway has told of it already; when the gateway has told of one with this amount
     *     under another id, and it is not claimed to be another; when it is more than is left beside refunds in flight; and as
     *     {@link Reversals#refund}
     */
    Reversals.SentBackNow record(
            String payment,
            Optional<Money> amount,
            Optional<Instant> at,
            String gatewayRef,
            Reference reference,
            ToldBefore.Claim claim,
            Act act) {
        // First the turn: what the gateway tells meanwhile is seen, or sees this.
        turns.take();
        Optional<GatewayName> teller = gateways.teller(payment, Capability.TELL_REFUNDS);
        if (teller.isEmpty()) {
            if (!gatewayRef.isEmpty()) {
                throw new Refusal("payment " + payment
                        + " came by no charge whose gateway tells of refunds. Leave --gateway-ref out.");
            }
            return refund(payment, amount, at, gatewayRef, reference, claim, act);
        }
        if (gatewayRef.isEmpty() && isAbsent(payment)) {
            return refund(payment, amount, at, gatewayRef, reference, claim, act);
        }
        if (gatewayRef.isEmpty()) {
            throw new Refusal("payment " + payment + " came by "
                    + teller.get().code() + ", which tells of its refunds by webhook: this one would be booked twice. "
                    + sendBack(teller.get(), payment)
                    + " If it was sent back there, wait for the webhook, or give its id at "
                    + teller.get().code() + " with --gateway-ref.");
        }
        if (gateways.isTold(payment, gatewayRef)) {
            throw new Refusal("refund " + gatewayRef + " of payment " + payment + " was told by "
                    + teller.get().code()
                    + " before. Nothing was changed. See how it stands with: reckon payment list.");
        }
        return refund(payment, amount, at, gatewayRef, reference(teller.get(), gatewayRef), claim, act);
    }

    /** Of a payment that its gateway does not have the gateway tells no refund: what was booked for it is taken back without its word. */
    private boolean isAbsent(String payment) {
        return new IntentTable(jdbc)
                .find(payment)
                .flatMap(charge ->
                        Books.standing(jdbc, charge).payments().stream().findFirst())
                .filter(first -> new AbsentPaymentTable(jdbc).isAbsent(payment, first.reference()))
                .isPresent();
    }

    private Reversals.SentBackNow refund(
            String payment,
            Optional<Money> amount,
            Optional<Instant> at,
            String gatewayRef,
            Reference reference,
            ToldBefore.Claim claim,
            Act act) {
        if (reversals.isRefunded(reference)) {
            return reversals.refund(payment, amount, at, reference, act);
        }
        Optional<Money> free = new UnbookedRefunds(jdbc)
                .beside(payment, amount, each -> each.equals(reference) || reversals.isRefunded(each));
        new ToldBefore(jdbc).judgeRefund(payment, gatewayRef, free.orElseGet(() -> reversals.left(payment)), claim);
        return reversals.refund(payment, free, at, reference, act);
    }

    private static String sendBack(GatewayName gateway, String payment) {
        return gateway.capabilities().contains(Capability.REFUND)
                ? "Send it back with: reckon payment refund " + payment + " AMOUNT --reason WHY."
                : "Send it back at " + gateway.code() + ".";
    }
}
