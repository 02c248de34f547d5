package io.reckoner.kernel.settlement;

import io.reckoner.kernel.credit.BreakdownLine;
import io.reckoner.kernel.credit.LotKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one table that says on which line of a balance breakdown a movement stands.
 *
 * <p>Its amount enters that line with the sign of {@link #sign}; the lines then sum to what remains less what is owed. The
 * Wallet and the pools of the subscription have a breakdown each.
 */
public final class BalanceBreakdown {
    private BalanceBreakdown() {}

    /**
     * The line of a movement.
     *
     * @param kind of the lot; null where the movement concerns none
     * @return empty for what leaves the balance as it is: a pay-off (credit and debt fall alike) and over-run (the operator's)
     */
    public static Optional<BreakdownLine> line(MovementType type, @Nullable LotKind kind) {
        return switch (type) {
            case GRANT -> Optional.of(grantLine(kind));
            case DRAW, RETURN, SHORTFALL, SHORTFALL_RETURN, OPENING_SHORTFALL -> Optional.of(BreakdownLine.USAGE);
            case ADJUSTMENT_DRAW,
                    ADJUSTMENT_SHORTFALL,
                    WRITE_OFF,
                    DISPUTE_LOSS,
                    WRITE_OFF_RETURN,
                    DISPUTE_LOSS_RETURN -> Optional.of(BreakdownLine.ADJUSTMENTS);
            case REFUND_DRAW, REFUND_SHORTFALL, CHARGEBACK_DRAW, CHARGEBACK_SHORTFALL ->
                Optional.of(BreakdownLine.TOP_UPS);
            case CLAW_BACK_DRAW, CLAW_BACK_SHORTFALL -> Optional.of(BreakdownLine.BONUSES);
            case LAPSE -> Optional.of(BreakdownLine.EXPIRED);
            case PAY_OFF, OVER_RUN, OVER_RUN_RETURN -> Optional.empty();
        };
    }

    /** +1 where the movement raises what remains less what is owed, -1 where it lowers it, 0 where it does neither. */
    public static int sign(MovementType type) {
        return type.lotSign() - type.debtSign();
    }

    private static BreakdownLine grantLine(@Nullable LotKind kind) {
        if (kind == null) {
            throw new IllegalArgumentException("a grant opens a lot; its kind is missing");
        }
        return switch (kind) {
            case TOPUP, PLAN -> BreakdownLine.TOP_UPS;
            case BONUS, DISCOUNT, PLAN_BONUS -> BreakdownLine.BONUSES;
            case GIFT -> BreakdownLine.GIFTS;
            case REFERRAL -> BreakdownLine.REFERRALS;
            case COMPENSATION -> BreakdownLine.COMPENSATIONS;
            case ADJUSTMENT, SWITCH_CREDIT -> BreakdownLine.ADJUSTMENTS;
        };
    }
}
