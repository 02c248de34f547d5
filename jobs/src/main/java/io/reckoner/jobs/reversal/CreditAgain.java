package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.credit.LotTable;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.settlement.DebitKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Money that had gone back and comes again: it is paid credit once more, and what was clawed back for it is given again, unless it
 * would have expired by now. A plan's money comes to the Wallet: its cycle has ended.
 */
final class CreditAgain {
    private final ReversalTable reversals;
    private final LotTable lots;

    CreditAgain(JdbcClient jdbc) {
        this.reversals = new ReversalTable(jdbc);
        this.lots = new LotTable(jdbc);
    }

    /** @param gone what had gone back, and comes again by {@code coming} */
    void give(Reversal coming, Reversal gone, TurnTable.Turn turn, Act act) {
        reversals.add(coming, List.of(), turn.now(), act);
        for (Lot lot : lots(coming, gone)) {
            lots.add(lot, coming.actsAt(), Optional.empty(), turn.now(), act);
        }
    }

    private List<Lot> lots(Reversal coming, Reversal gone) {
        LotOrigin origin = new LotOrigin(LotOrigin.Type.PAYMENT, coming.id());
        List<Lot> given = new ArrayList<>();
        given.add(Lot.of(origin, coming.account(), Pool.WALLET, LotKind.TOPUP, coming.net(), coming.actsAt(), null));
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
                                origin,
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
}
