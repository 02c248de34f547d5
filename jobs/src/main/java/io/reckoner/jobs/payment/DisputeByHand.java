package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.reversal.Reversals;
import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A dispute that a person records. What a gateway tells of is taken as it is told. */
final class DisputeByHand {
    private final UnbookedRefunds refunds;
    private final Reversals reversals;
    private final TurnTable turns;

    DisputeByHand(JdbcClient jdbc) {
        this.refunds = new UnbookedRefunds(jdbc);
        this.reversals = new Reversals(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Records a dispute. Refunds that are not booked count as gone: the books could not follow them any more.
     *
     * @param dispute what it is known by; empty where it has no reference
     * @param amount all that is left beside those refunds where empty
     * @throws Refusal when it is more than is left beside refunds that are not booked; and as {@link Reversals#dispute}
     */
    Reversals.SentBackNow open(
            String payment, String dispute, Optional<Money> amount, Optional<Instant> at, Act act) {
        turns.take();
        Optional<Money> free = reversals.isDisputed(payment, dispute)
                ? amount
                : refunds.beside(payment, amount, reversals::isRefunded);
        return reversals.dispute(payment, dispute, free, at, act);
    }
}
