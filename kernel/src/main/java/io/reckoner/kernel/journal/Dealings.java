package io.reckoner.kernel.journal;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import java.util.List;
import java.util.Map;

/**
 * What the books must know of an account's dealings beside its movements.
 *
 * @param receipts money behind a movement: by payment id for top-ups (the id of the lot's origin), by debit id for refunds
 *     and chargebacks
 * @param clawedBack by debit id of a claw-back: the kind of lot taken back
 * @param paidBack money of plans' payments that went back in the run without ending a cycle
 * @param paidAgain money of plans' payments that came again in the run
 * @param cycles every cycle that was sold, opened, ended, was cut short or earned between the run's watermarks; others do no harm
 */
public record Dealings(
        Map<String, Receipt> receipts,
        Map<String, LotKind> clawedBack,
        List<PaidBack> paidBack,
        List<PaidAgain> paidAgain,
        List<SoldCycle> cycles) {
    /** An account that neither paid nor subscribed. */
    public static final Dealings NONE = new Dealings(Map.of(), Map.of(), List.of(), List.of(), List.of());

    public Dealings {
        receipts = Map.copyOf(receipts);
        clawedBack = Map.copyOf(clawedBack);
        paidBack = List.copyOf(paidBack);
        paidAgain = List.copyOf(paidAgain);
        cycles = List.copyOf(cycles);
    }

    Receipt receipt(String id) {
        Receipt receipt = receipts.get(id);
        if (receipt == null) {
            throw new IllegalStateException("no receipt is known of payment or debit " + id
                    + "; credit that was paid for or paid back cannot be booked without");
        }
        return receipt;
    }

    /** Whether a lot is a part of a plan's payment that came again, and is booked with it. */
    boolean isPaidAgain(Lot lot) {
        return lot.origin().type() == LotOrigin.Type.PAYMENT
                && paidAgain.stream()
                        .anyMatch(again -> again.id().equals(lot.origin().id()));
    }

    LotKind clawedBack(String debit) {
        LotKind kind = clawedBack.get(debit);
        if (kind == null) {
            throw new IllegalStateException("claw-back " + debit + " does not say which kind of credit it takes back");
        }
        return kind;
    }
}
