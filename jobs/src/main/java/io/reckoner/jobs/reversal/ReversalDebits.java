package io.reckoner.jobs.reversal;

import io.reckoner.jobs.credit.LotTable;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.SentBack;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.DebitKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a top-up's payment takes out of the Wallet when it goes back: the credit paid for, and the same part of bonus and
 * discount that came with it.
 *
 * <p>What of a bonus has lapsed cannot be clawed back: its promotion was taken back then. Of a bonus that expires before the
 * act lands, what is left as of the watermark counts as lapsed. What was clawed back before, and not given again since, cannot
 * be clawed back once more.
 */
final class ReversalDebits {
    private final LotTable lots;
    private final SettledView settled;
    private final ReversalTable reversals;

    ReversalDebits(JdbcClient jdbc) {
        this.lots = new LotTable(jdbc);
        this.settled = new SettledView(jdbc);
        this.reversals = new ReversalTable(jdbc);
    }

    List<ReversalTable.Debit> of(Reversal reversal, SentBack part) {
        DebitKind ofCredit =
                switch (reversal.kind()) {
                    case REFUND -> DebitKind.REFUND;
                    case CHARGEBACK -> DebitKind.CHARGEBACK;
                    case CHARGEBACK_WON, CHARGEBACK_LOST ->
                        throw new IllegalArgumentException(reversal.kind().code() + " takes nothing out of a Wallet");
                };
        List<ReversalTable.Debit> debits = new ArrayList<>();
        for (LotTable.Row row : lots.of(new LotOrigin(LotOrigin.Type.PAYMENT, reversal.payment()))) {
            Lot lot = row.lot();
            if (lot.kind() == LotKind.TOPUP) {
                debits.add(new ReversalTable.Debit(reversal.id(), ofCredit, reversal.net(), lot.id()));
            } else {
                Money amount = part.ofLot(lot.amount()).min(standing(lot, reversal));
                if (amount.isPositive()) {
                    debits.add(new ReversalTable.Debit(
                            reversal.id() + ":" + lot.kind().code(), DebitKind.CLAW_BACK, amount, lot.id()));
                }
            }
        }
        return debits;
    }

    /** What the customer has of a bonus or has spent of it: granted or given again, less what lapsed or was clawed back. */
    private Money standing(Lot lot, Reversal reversal) {
        Money standing = unlapsed(lot, reversal.actsAt()).minus(reversals.clawedBack(lot.id()));
        for (Reversal before : reversals.of(reversal.payment())) {
            if (before.kind() == Reversal.Kind.CHARGEBACK_WON) {
                for (LotTable.Row again : lots.of(new LotOrigin(LotOrigin.Type.PAYMENT, before.id()))) {
                    if (again.lot().kind() == lot.kind()) {
                        standing = standing.plus(unlapsed(again.lot(), reversal.actsAt()));
                    }
                }
            }
        }
        return standing;
    }

    private Money unlapsed(Lot lot, Instant actsAt) {
        Money lapsed = settled.lapsed(lot.id());
        Instant expiresAt = lot.expiresAt();
        if (lapsed.isZero() && expiresAt != null && !expiresAt.isAfter(actsAt)) {
            lapsed = settled.remaining(lot.id());
        }
        return lot.amount().minus(lapsed);
    }
}
