package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A refund that a person records. Where the gateway that took the payment tells of refunds by itself, the person names the refund as
 * the gateway does: heard of by both, it is booked once.
 */
public final class RefundByHand {
    private final GatewayRefundView gateways;
    private final ReversalTable known;
    private final Reversals reversals;

    public RefundByHand(JdbcClient jdbc) {
        this.gateways = new GatewayRefundView(jdbc);
        this.known = new ReversalTable(jdbc);
        this.reversals = new Reversals(jdbc);
    }

    /** What a refund is recognised by that a person has recorded under the gateway's id of it; empty where none has. */
    public Optional<Reference> find(String gateway, String refund) {
        Reference reference = reference(gateway, refund);
        return known.find(Reversal.Kind.REFUND.code() + ":" + reference).map(reversal -> reference);
    }

    private static Reference reference(String gateway, String refund) {
        return Reference.folded(gateway + ":refund:" + refund);
    }

    /**
     * Records a refund.
     *
     * @param gatewayRef the gateway's id of the refund; empty where it has none
     * @param reference what else it is recognised by
     * @throws Refusal when the gateway's id is missing or the gateway has told of it already; and as {@link Reversals#refund}
     */
    Reversals.SentBackNow record(
            String payment,
            Optional<Money> amount,
            Optional<Instant> at,
            String gatewayRef,
            Reference reference,
            Act act) {
        Optional<String> teller = gateways.teller(payment);
        if (teller.isEmpty()) {
            if (!gatewayRef.isEmpty()) {
                throw new Refusal(
                        "payment " + payment + " came by no gateway that tells of refunds. Leave --gateway-ref out.");
            }
            return reversals.refund(payment, amount, at, reference, act);
        }
        if (gatewayRef.isEmpty()) {
            throw new Refusal(
                    "payment " + payment + " came by " + teller.get() + ", which tells of its refunds by webhook: "
                            + "this one would be booked twice. Send it back with: reckon payment refund " + payment
                            + ". If it was sent back at " + teller.get()
                            + ", wait for the webhook, or give its id there with --gateway-ref.");
        }
        if (gateways.isTold(payment, gatewayRef)) {
            throw new Refusal("refund " + gatewayRef + " of payment " + payment + " was told by " + teller.get()
                    + " before. Nothing was changed. See how it stands with: reckon payment list.");
        }
        return reversals.refund(payment, amount, at, reference(teller.get(), gatewayRef), act);
    }
}
