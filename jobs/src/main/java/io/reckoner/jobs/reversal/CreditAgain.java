package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.credit.LotTable;
import io.reckoner.jobs.receipt.Payments;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotId;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.DebitKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Money that had gone back and comes again.
 *
 * <p>A top-up's is paid credit once more, and what was clawed back for it is given again, unless it would have expired by now.
 *
 * <p>A plan's goes where it was taken from, by what is recorded and posted of that. What was drawn on the Wallet comes to it: given credit
 * as such, with the expiry it had, so that what has expired since lapses at once; all else as paid credit, which pays debt first. What
 * was not yet earned of a cycle that ended by it is paid credit, too: the cycle does not open again. What was taken out of income
 * is earned again, and the customer gets nothing for it: he has been served. Example: a month of 25.00 was switched with 6.25
 * served; a dispute took 18.75 of switch credit and 6.25 of income; won, 18.75 is credit again.
 */
final class CreditAgain {
    private final ReversalTable reversals;
    private final SettledView settled;
    private final Payments payments;
    private final LotTable lots;

    CreditAgain(JdbcClient jdbc) {
        this.reversals = new ReversalTable(jdbc);
        this.settled = new SettledView(jdbc);
        this.payments = new Payments(jdbc);
        this.lots = new LotTable(jdbc);
    }

    /**
     * @param gone what had gone back, and comes again by {@code coming}
     * @throws io.reckoner.jobs.act.Refusal of a plan's payment, while what it took is not settled
     */
    void give(Reversal coming, Reversal gone, TurnTable.Turn turn, Act act) {
        List<Lot> given =
                switch (payments.require(coming.payment()).purpose()) {
                    case TOP_UP -> ofTopUp(coming, gone);
                    case PLAN, SWITCH -> ofPlan(coming, gone, turn.settled());
                };
        reversals.add(coming, List.of(), turn.now(), act);
        given.forEach(lot -> lots.add(lot, coming.actsAt(), Optional.empty(), turn.now(), act));
    }

    private List<Lot> ofTopUp(Reversal coming, Reversal gone) {
        List<Lot> given = new ArrayList<>();
        given.add(paid(coming, coming.net()));
        List<Lot> paidFor = lots.of(new LotOrigin(LotOrigin.Type.PAYMENT, coming.payment())).stream()
                .map(LotTable.Row::lot)
                .toList();
        for (ReversalTable.Debit debit : reversals.debits(gone.id())) {
            if (debit.kind() == DebitKind.CLAW_BACK) {
                paidFor.stream()
                        .filter(lot -> lot.id().equals(debit.lot()))
                        .filter(lot ->
                                lot.expiresAt() == null || lot.expiresAt().isAfter(coming.actsAt()))
                        .map(lot -> Lot.of(
                                origin(coming),
                                coming.account(),
                                Pool.WALLET,
                                lot.kind(),
                                debit.amount(),
                                coming.actsAt(),
                                lot.expiresAt()))
                        .forEach(given::add);
            }
        }
        return given;
    }

    private List<Lot> ofPlan(Reversal coming, Reversal gone, Optional<Instant> settledTo) {
        List<ReversalTable.Debit> debits = reversals.debits(gone.id());
        if (gone.cycle().isEmpty() && debits.isEmpty()) {
            return List.of();
        }
        gone.requireSettled(settledTo, "where it took the money");
        Money left = gone.cycle()
                .map(cycle -> gone.net().minus(settled.outOfIncome(gone.account(), cycle)))
                .orElseGet(
                        () -> debits.stream().map(ReversalTable.Debit::amount).reduce(Money.ZERO, Money::plus));
        List<Lot> given = new ArrayList<>();
        for (SettledView.Drawn drawn : settled.givenDrawn(
                gone.account(), debits.stream().map(ReversalTable.Debit::id).toList())) {
            given.add(again(coming, drawn, given));
            left = left.minus(drawn.amount());
        }
        if (left.isPositive()) {
            given.add(paid(coming, left));
        }
        return given;
    }

    private static Lot paid(Reversal coming, Money amount) {
        return Lot.of(origin(coming), coming.account(), Pool.WALLET, LotKind.TOPUP, amount, coming.actsAt(), null);
    }

    /** Of a kind there may be several, with an expiry each: from the second on they are numbered. */
    private static Lot again(Reversal coming, SettledView.Drawn drawn, List<Lot> before) {
        String id = LotId.of(origin(coming), Pool.WALLET, drawn.kind());
        long same = before.stream().filter(lot -> lot.kind() == drawn.kind()).count();
        return new Lot(
                same == 0 ? id : id + ":" + (same + 1),
                coming.account(),
                Pool.WALLET,
                drawn.kind(),
                drawn.amount(),
                drawn.effectiveAt(),
                drawn.expiresAt().orElse(null),
                origin(coming));
    }

    private static LotOrigin origin(Reversal coming) {
        return new LotOrigin(LotOrigin.Type.PAYMENT, coming.id());
    }
}
