package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.credit.LotTable;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.DebitKind;
import io.reckoner.kernel.settlement.GivingUp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How disputes end. Each act is done within the transaction of the {@code JdbcClient} it was given, needs a reason, and is
 * harmless when done again.
 */
public final class Disputes {
    /** A dispute ended: what came again, or was given up. */
    public record Ended(Money amount, Instant actsAt, Occasion occasion) {}

    private final ReversalTable reversals;
    private final GivenUpTable givenUp;
    private final SettledView settled;
    private final LotTable lots;
    private final ActTable acts;
    private final TurnTable turns;

    public Disputes(JdbcClient jdbc) {
        this.reversals = new ReversalTable(jdbc);
        this.givenUp = new GivenUpTable(jdbc);
        this.settled = new SettledView(jdbc);
        this.lots = new LotTable(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * The dispute was won and the money came again: it is paid credit once more, and what was clawed back for it is given
     * again, unless it would have expired by now. A plan's money comes to the Wallet: its cycle has ended.
     */
    public Ended won(String payment, Optional<Instant> at, Act act) {
        act.withReason("the end of a dispute");
        TurnTable.Turn turn = turns.take();
        String id = Reversal.Kind.CHARGEBACK_WON.code() + ":" + payment;
        Reversal chargeback = open(payment, Reversal.Kind.CHARGEBACK_LOST);
        Optional<Reversal> before = reversals.find(id);
        if (before.isPresent()) {
            return new Ended(before.get().amount(), before.get().actsAt(), Occasion.BEFORE);
        }
        Instant actsAt = landing(turn, at, chargeback);
        Reversal won = new Reversal(
                id,
                payment,
                chargeback.account(),
                Reversal.Kind.CHARGEBACK_WON,
                chargeback.amount(),
                chargeback.tax(),
                Optional.empty(),
                actsAt);
        reversals.add(won, List.of(), turn.now(), act);
        for (Lot lot : again(won, chargeback)) {
            lots.add(lot, actsAt, Optional.empty(), turn.now(), act);
        }
        acts.add(act, turn.now(), "wallet dispute won", won.account(), won.amount() + " of payment " + payment);
        return new Ended(won.amount(), actsAt, Occasion.NOW);
    }

    private List<Lot> again(Reversal won, Reversal chargeback) {
        LotOrigin origin = new LotOrigin(LotOrigin.Type.PAYMENT, won.id());
        List<Lot> given = new ArrayList<>();
        given.add(Lot.of(origin, won.account(), Pool.WALLET, LotKind.TOPUP, won.net(), won.actsAt(), null));
        List<Lot> paidFor = lots.of(new LotOrigin(LotOrigin.Type.PAYMENT, won.payment())).stream()
                .map(LotTable.Row::lot)
                .toList();
        for (ReversalTable.Debit debit : reversals.debits(chargeback.id())) {
            if (debit.kind() == DebitKind.CLAW_BACK) {
                paidFor.stream()
                        .filter(lot -> lot.id().equals(debit.lot()))
                        .filter(lot ->
                                lot.expiresAt() == null || lot.expiresAt().isAfter(won.actsAt()))
                        .map(lot -> Lot.of(
                                origin,
                                won.account(),
                                Pool.WALLET,
                                lot.kind(),
                                debit.amount(),
                                won.actsAt(),
                                lot.expiresAt()))
                        .forEach(given::add);
            }
        }
        return given;
    }

    /**
     * The dispute was lost: what the chargeback left uncovered, and is still owed, is given up.
     *
     * @throws Refusal while the chargeback is not settled, since what it leaves is not known
     */
    public Ended lost(String payment, Optional<Instant> at, Act act) {
        act.withReason("the end of a dispute");
        TurnTable.Turn turn = turns.take();
        String id = Reversal.Kind.CHARGEBACK_LOST.code() + ":" + payment;
        Reversal chargeback = open(payment, Reversal.Kind.CHARGEBACK_WON);
        Optional<Reversal> before = reversals.find(id);
        if (before.isPresent()) {
            Money amount = givenUp.find(id).map(GivenUpTable.Row::amount).orElse(Money.ZERO);
            return new Ended(amount, before.get().actsAt(), Occasion.BEFORE);
        }
        if (turn.settled().filter(chargeback.actsAt()::isBefore).isEmpty()) {
            throw new Refusal("the chargeback of payment " + payment + " acts at " + chargeback.actsAt()
                    + ", which is not settled yet: what it leaves uncovered is not known. Settle first.");
        }
        Instant actsAt = landing(turn, at, chargeback);
        Reversal lost = new Reversal(
                id,
                payment,
                chargeback.account(),
                Reversal.Kind.CHARGEBACK_LOST,
                chargeback.amount(),
                chargeback.tax(),
                Optional.empty(),
                actsAt);
        reversals.add(lost, List.of(), turn.now(), act);
        Money uncovered = settled.shortfall(reversals.debits(chargeback.id()).stream()
                .map(ReversalTable.Debit::id)
                .toList());
        if (uncovered.isPositive()) {
            givenUp.add(
                    new GivenUpTable.Row(id, lost.account(), GivingUp.DISPUTE_LOSS, uncovered, actsAt),
                    turn.now(),
                    act);
        }
        acts.add(act, turn.now(), "wallet dispute lost", lost.account(), uncovered + " of payment " + payment);
        return new Ended(uncovered, actsAt, Occasion.NOW);
    }

    /** The chargeback of a payment whose dispute has not ended the other way. */
    private Reversal open(String payment, Reversal.Kind otherEnd) {
        List<Reversal> known = reversals.of(payment);
        if (known.stream().anyMatch(each -> each.kind() == otherEnd)) {
            throw new Refusal("the dispute over payment " + payment + " ended before: "
                    + (otherEnd == Reversal.Kind.CHARGEBACK_WON ? "won" : "lost") + ".");
        }
        return known.stream()
                .filter(each -> each.kind() == Reversal.Kind.CHARGEBACK)
                .findFirst()
                .orElseThrow(() -> new Refusal("payment " + payment
                        + " is not disputed. Record a dispute with: reckon wallet dispute open " + payment + "."));
    }

    /** After the chargeback, never with it: credit comes again once it has gone. */
    private static Instant landing(TurnTable.Turn turn, Optional<Instant> at, Reversal chargeback) {
        Instant landing = turn.landing(at.orElse(turn.now()));
        Instant earliest = chargeback.actsAt().plusNanos(1_000);
        return landing.isBefore(earliest) ? earliest : landing;
    }
}
