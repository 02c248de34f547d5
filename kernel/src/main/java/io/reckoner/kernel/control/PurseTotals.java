package io.reckoner.kernel.control;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.kernel.settlement.OpenLot;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

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
        movements.forEach(movement -> sheet.add(of(movement)));
        addBalance(sheet, closing, PurseChange.CLOSING);
        return sheet.totals();
    }

    private static ControlTotals of(Movement movement) {
        Lot lot = movement.lot();
        return lot == null
                ? of(movement.type(), null, null, movement.amount())
                : of(movement.type(), lot.pool(), lot.kind(), movement.amount());
    }

    private static void addBalance(ControlTotals.Sheet sheet, AccountState state, PurseChange side) {
        for (OpenLot open : state.lots()) {
            sheet.add(purse(open.lot().pool(), open.lot().kind()).total(side), open.remaining());
        }
        sheet.add(Purse.SHORTFALL.total(side), state.owed());
    }

    /**
     * The totals of one movement, or of several of a type together.
     *
     * @param pool of the lot concerned; null with its kind where none is
     * @throws IllegalArgumentException when the type concerns a lot and none is given, or the other way round
     */
    public static ControlTotals of(MovementType type, @Nullable Pool pool, @Nullable LotKind kind, Money amount) {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        if (pool != null && kind != null) {
            sheet.add(purse(pool, kind).total(ofLot(type)), amount);
        } else if (type.lotSign() != 0) {
            throw new IllegalArgumentException("a " + type.code() + " must name its lot");
        }
        switch (type.debtSign()) {
            case 1 -> sheet.add(Purse.SHORTFALL.total(PurseChange.INCREASE), amount);
            case -1 -> sheet.add(Purse.SHORTFALL.total(ofDebt(type)), amount);
            default -> {}
        }
        addUsage(sheet, type, pool, kind, amount);
        return sheet.totals();
    }

    private static void addUsage(
            ControlTotals.Sheet sheet, MovementType type, @Nullable Pool pool, @Nullable LotKind kind, Money amount) {
        switch (type) {
            case DRAW -> {
                if (pool != null && kind != null) {
                    sheet.add(Book.LOTS.total(UsageFigure.drawnFrom(pool, kind.funding())), amount);
                }
            }
            case SHORTFALL -> sheet.add(Book.LOTS.total(UsageFigure.SHORTFALL), amount);
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
                    OPENING_SHORTFALL,
                    SHORTFALL_RETURN,
                    WRITE_OFF,
                    DISPUTE_LOSS,
                    WRITE_OFF_RETURN,
                    DISPUTE_LOSS_RETURN,
                    OVER_RUN,
                    OVER_RUN_RETURN -> {}
        }
    }

    private static PurseChange ofLot(MovementType type) {
        return switch (type) {
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
                    OPENING_SHORTFALL,
                    SHORTFALL_RETURN,
                    WRITE_OFF,
                    DISPUTE_LOSS,
                    WRITE_OFF_RETURN,
                    DISPUTE_LOSS_RETURN,
                    OVER_RUN,
                    OVER_RUN_RETURN -> throw new IllegalArgumentException("a " + type.code() + " concerns no lot");
        };
    }

    private static PurseChange ofDebt(MovementType type) {
        return switch (type) {
            case PAY_OFF -> PurseChange.PAID_OFF;
            case SHORTFALL_RETURN -> PurseChange.DRAWN;
            case WRITE_OFF, DISPUTE_LOSS -> PurseChange.TAKEN;
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
                    OPENING_SHORTFALL,
                    WRITE_OFF_RETURN,
                    DISPUTE_LOSS_RETURN,
                    OVER_RUN,
                    OVER_RUN_RETURN -> throw new IllegalArgumentException("a " + type.code() + " pays no debt");
        };
    }

    private static Purse purse(Pool pool, LotKind kind) {
        return switch (pool) {
            case MAIN -> Purse.MAIN;
            case BACKUP -> Purse.BACKUP;
            case WALLET ->
                switch (kind.funding()) {
                    case BONUS -> Purse.WALLET_BONUS;
                    case PAID -> Purse.WALLET_PAID;
                };
        };
    }
}
