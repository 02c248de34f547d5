package io.reckoner.kernel.control;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind.Funding;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.OpenLot;
import java.util.Collection;

/**
 * Reads the control totals out of lots and movements: how each purse got from its opening to its closing balance, and what
 * of that was usage.
 *
 * <p>Opening and closing come from the states, the changes from the movements, so the equations compare two things.
 */
public final class PurseTotals {
    private PurseTotals() {}

    /** The totals of one account in one run. */
    public static ControlTotals of(AccountState opening, Collection<Movement> movements, AccountState closing) {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        addBalance(sheet, opening, PurseChange.OPENING);
        movements.forEach(movement -> addMovement(sheet, movement));
        addBalance(sheet, closing, PurseChange.CLOSING);
        return sheet.totals();
    }

    private static void addBalance(ControlTotals.Sheet sheet, AccountState state, PurseChange side) {
        for (OpenLot open : state.lots()) {
            sheet.add(purse(open.lot()).total(side), open.remaining());
        }
        sheet.add(Purse.SHORTFALL.total(side), state.owed());
    }

    private static void addMovement(ControlTotals.Sheet sheet, Movement movement) {
        Money amount = movement.amount();
        Lot lot = movement.lot();
        if (lot != null) {
            sheet.add(purse(lot).total(ofLot(movement)), amount);
        }
        switch (movement.type().debtSign()) {
            case 1 -> sheet.add(Purse.SHORTFALL.total(PurseChange.INCREASE), amount);
            case -1 -> sheet.add(Purse.SHORTFALL.total(ofDebt(movement)), amount);
            default -> {}
        }
        addUsage(sheet, movement);
    }

    private static void addUsage(ControlTotals.Sheet sheet, Movement movement) {
        Lot lot = movement.lot();
        switch (movement.type()) {
            case DRAW -> {
                if (lot != null) {
                    sheet.add(
                            Book.LOTS.total(
                                    UsageFigure.drawnFrom(lot.pool(), lot.kind().funding())),
                            movement.amount());
                }
            }
            case SHORTFALL -> sheet.add(Book.LOTS.total(UsageFigure.SHORTFALL), movement.amount());
            case GRANT,
                    ADJUSTMENT_DRAW,
                    REFUND_DRAW,
                    CLAW_BACK_DRAW,
                    CHARGEBACK_DRAW,
                    PAY_OFF,
                    LAPSE,
                    RETURN,
                    ADJUSTMENT_SHORTFALL,
                    REFUND_SHORTFALL,
                    CLAW_BACK_SHORTFALL,
                    CHARGEBACK_SHORTFALL,
                    SHORTFALL_RETURN,
                    OVER_RUN,
                    OVER_RUN_RETURN -> {}
        }
    }

    private static PurseChange ofLot(Movement movement) {
        return switch (movement.type()) {
            case GRANT -> PurseChange.INCREASE;
            case RETURN -> PurseChange.RETURNED;
            case DRAW -> PurseChange.DRAWN;
            case PAY_OFF -> PurseChange.PAID_OFF;
            case ADJUSTMENT_DRAW, REFUND_DRAW, CLAW_BACK_DRAW, CHARGEBACK_DRAW -> PurseChange.TAKEN;
            case LAPSE -> PurseChange.LAPSED;
            case SHORTFALL,
                    ADJUSTMENT_SHORTFALL,
                    REFUND_SHORTFALL,
                    CLAW_BACK_SHORTFALL,
                    CHARGEBACK_SHORTFALL,
                    SHORTFALL_RETURN,
                    OVER_RUN,
                    OVER_RUN_RETURN ->
                throw new IllegalArgumentException("a " + movement.type().code() + " concerns no lot");
        };
    }

    private static PurseChange ofDebt(Movement movement) {
        return switch (movement.type()) {
            case PAY_OFF -> PurseChange.PAID_OFF;
            case SHORTFALL_RETURN -> PurseChange.DRAWN;
            case GRANT,
                    RETURN,
                    DRAW,
                    ADJUSTMENT_DRAW,
                    REFUND_DRAW,
                    CLAW_BACK_DRAW,
                    CHARGEBACK_DRAW,
                    LAPSE,
                    SHORTFALL,
                    ADJUSTMENT_SHORTFALL,
                    REFUND_SHORTFALL,
                    CLAW_BACK_SHORTFALL,
                    CHARGEBACK_SHORTFALL,
                    OVER_RUN,
                    OVER_RUN_RETURN ->
                throw new IllegalArgumentException("a " + movement.type().code() + " pays no debt");
        };
    }

    private static Purse purse(Lot lot) {
        return switch (lot.pool()) {
            case MAIN -> Purse.MAIN;
            case BACKUP -> Purse.BACKUP;
            case WALLET -> lot.kind().funding() == Funding.BONUS ? Purse.WALLET_BONUS : Purse.WALLET_PAID;
        };
    }
}
