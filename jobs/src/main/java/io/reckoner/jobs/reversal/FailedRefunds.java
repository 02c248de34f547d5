package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refunds that were recorded and could not be made, within the transaction of the {@code JdbcClient} given. */
public final class FailedRefunds {
    private final ReversalTable reversals;
    private final CreditAgain again;
    private final ActTable acts;
    private final TurnTable turns;

    public FailedRefunds(JdbcClient jdbc) {
        this.reversals = new ReversalTable(jdbc);
        this.again = new CreditAgain(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * The money of a refund never left: its credit is given again, after the refund, never with it. Nothing happens where the refund
     * was never recorded, or was undone before.
     *
     * @throws Refusal of a plan's payment, while the refund is not settled and it is not known where it took the money
     */
    public void undo(Reference refund, Act act) {
        act.withReason("a refund that failed");
        TurnTable.Turn turn = turns.take();
        String id = Reversal.Kind.REFUND_FAILED.code() + ":" + refund;
        if (reversals.find(id).isPresent()) {
            return;
        }
        reversals.find(Reversal.Kind.REFUND.code() + ":" + refund).ifPresent(gone -> {
            Instant earliest = gone.actsAt().plusNanos(1_000);
            Instant landing = turn.landing(turn.now());
            Reversal failed = Reversal.failing(id, gone, landing.isBefore(earliest) ? earliest : landing);
            again.give(failed, gone, turn, act);
            acts.add(
                    act,
                    turn.now(),
                    "wallet refund failed",
                    gone.account(),
                    gone.amount() + " of payment " + gone.payment());
        });
    }
}
