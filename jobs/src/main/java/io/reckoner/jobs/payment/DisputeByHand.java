package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A dispute that a person records. Where the gateway that took the payment tells of disputes by itself, the person names it as the
 * gateway does: heard of by both, it is booked once.
 */
final class DisputeByHand {
    private final GatewayRefundView gateways;
    private final UnbookedRefunds refunds;
    private final ToldBefore toldBefore;
    private final Reversals reversals;
    private final TurnTable turns;

    DisputeByHand(JdbcClient jdbc) {
        this.gateways = new GatewayRefundView(jdbc);
        this.refunds = new UnbookedRefunds(jdbc);
        this.toldBefore = new ToldBefore(jdbc);
        this.reversals = new Reversals(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Records a dispute. Refunds that are not booked count as gone: the books could not follow them any more.
     *
     * @param dispute the gateway's id of it where the gateway tells of disputes; else what it is known by, empty where that is nothing
     * @param amount all that is left beside those refunds where empty
     * @param claim whether it is another one than the gateway has told of with this amount
     * @throws Refusal when the gateway's id is missing, the gateway has told of one with this amount under another id and it is not claimed to
     *     be another, or it is more than is left beside refunds that are not booked; and as {@link Reversals#dispute}
     */
    Reversals.SentBackNow open(
            String payment,
            String dispute,
            Optional<Money> amount,
            Optional<Instant> at,
            ToldBefore.Claim claim,
            Act act) {
        turns.take();
        requireNamed(payment, dispute);
        if (reversals.isDisputed(payment, dispute)) {
            return reversals.dispute(payment, dispute, amount, at, act);
        }
        Optional<Money> free = refunds.beside(payment, amount, reversals::isRefunded);
        toldBefore.judgeDispute(payment, dispute, free.orElseGet(() -> reversals.left(payment)), claim);
        return reversals.dispute(payment, dispute, free, at, act);
    }

    private void requireNamed(String payment, String dispute) {
        Optional<GatewayName> teller = gateways.teller(payment, Capability.TELL_DISPUTES);
        if (teller.isPresent() && dispute.isEmpty()) {
            String gateway = teller.get().code();
            throw new Refusal("payment " + payment + " came by " + gateway
                    + ", which tells of its disputes by itself: this one would be booked twice. Give its id at "
                    + gateway
                    + " with --ref: the dashboard of " + gateway + " shows it with the dispute.");
        }
    }
}
