package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Refusal;
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
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a payment takes out of the Wallet when it goes back. A top-up's: the credit paid for, and the same part of bonus and
 * discount that came with it. A plan's: what of it came to the Wallet by a won dispute, a failed refund or a switch of plans.
 *
 * <p>What of a bonus has lapsed cannot be clawed back: its promotion was taken back then. Of a bonus that expires before the
 * act lands, what is left as of the watermark counts as lapsed. What was clawed back before, and not given again since, cannot
 * be clawed back once more.
 */
final class ReversalDebits {
    private final LotTable lots;
    private final SettledView settled;
    private final ReversalTable reversals;
    private final SwitchedView switches;

    ReversalDebits(JdbcClient jdbc) {
        this.lots = new LotTable(jdbc);
        this.settled = new SettledView(jdbc);
        this.reversals = new ReversalTable(jdbc);
        this.switches = new SwitchedView(jdbc);
    }

    /** Of a top-up. */
    List<ReversalTable.Debit> ofTopUp(Reversal reversal, SentBack part) {
        List<ReversalTable.Debit> debits = new ArrayList<>();
        for (LotTable.Row row : lots.of(new LotOrigin(LotOrigin.Type.PAYMENT, reversal.payment()))) {
            Lot lot = row.lot();
            if (lot.kind() == LotKind.TOPUP) {
                debits.add(new ReversalTable.Debit(reversal.id(), ofCredit(reversal), reversal.net(), lot.id()));
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

    /**
     * Of a plan whose cycle had ended before: first what of its money is credit in the Wallet, and was not taken since. That came to it by a
     * won dispute or a failed refund, or is what a switch from the cycle gave back.
     *
     * @param settled up to when is settled; empty before the first run
     * @throws Refusal while the switch from its cycle is not settled, since what it gives back is not known
     */
    List<ReversalTable.Debit> ofPlan(Reversal reversal, Optional<Instant> settled) {
        List<ReversalTable.Debit> debits = new ArrayList<>();
        Money rest = reversal.net();
        for (LotTable.Row row : cameAgain(reversal.payment())) {
            rest = take(
                    reversal,
                    ":again-" + (debits.size() + 1),
                    row.lot().id(),
                    row.lot().amount(),
                    rest,
                    debits);
        }
        Optional<SwitchedView.Switched> switched = switches.from(reversal.payment());
        if (switched.isPresent()) {
            SwitchedView.Switched by = switched.get();
            if (settled.filter(by.at()::isBefore).isEmpty()) {
                throw new Refusal("the switch at " + by.at() + " from the cycle that payment " + reversal.payment()
                        + " bought is not settled yet: what it gives back is not known. Settle first.");
            }
            take(reversal, ":switch", by.lot(), by.credit(), rest, debits);
        }
        return debits;
    }

    /** Takes of a lot what is there of it still, and no more than the rest; returns what is left of the rest. */
    private Money take(
            Reversal reversal, String name, String lot, Money granted, Money rest, List<ReversalTable.Debit> debits) {
        Money amount = rest.min(granted.minus(reversals.sentBack(lot)));
        if (!amount.isPositive()) {
            return rest;
        }
        debits.add(new ReversalTable.Debit(reversal.id() + name, ofCredit(reversal), amount, lot));
        return rest.minus(amount);
    }

    private static DebitKind ofCredit(Reversal reversal) {
        return switch (reversal.kind()) {
            case REFUND -> DebitKind.REFUND;
            case CHARGEBACK -> DebitKind.CHARGEBACK;
            case REFUND_FAILED, CHARGEBACK_WON, CHARGEBACK_LOST ->
                throw new IllegalArgumentException(reversal.kind().code() + " takes nothing out of a Wallet");
        };
    }

    /** Lots of a payment's money that had gone back, and of what was clawed back with it. */
    private List<LotTable.Row> cameAgain(String payment) {
        return reversals.of(payment).stream()
                .filter(before -> before.kind().isComingAgain())
                .flatMap(before -> lots.of(new LotOrigin(LotOrigin.Type.PAYMENT, before.id())).stream())
                .toList();
    }

    /** What the customer has of a bonus or has spent of it: granted or given again, less what lapsed or was clawed back. */
    private Money standing(Lot lot, Reversal reversal) {
        Money standing = unlapsed(lot, reversal.actsAt()).minus(reversals.clawedBack(lot.id()));
        for (LotTable.Row again : cameAgain(reversal.payment())) {
            if (again.lot().kind() == lot.kind()) {
                standing = standing.plus(unlapsed(again.lot(), reversal.actsAt()));
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
