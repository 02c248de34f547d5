package io.reckoner.kernel.settlement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a movement does to its lot and to the account's debt: {@code +1} adds its amount, {@code -1} takes it away.
 *
 * <p>A lot's amounts signed this way add up to what remains of it, an account's to what it owes.
 */
public enum MovementType {
    /** A lot opens with its whole amount. */
    GRANT(1, 0),
    /** Usage draws. */
    DRAW(-1, 0),
    /** A negative adjustment draws. */
    ADJUSTMENT_DRAW(-1, 0),
    /** A refunded payment takes its paid credit back. */
    REFUND_DRAW(-1, 0),
    /** A refunded or disputed payment takes its bonus back. */
    CLAW_BACK_DRAW(-1, 0),
    /** A disputed payment takes its paid credit back. */
    CHARGEBACK_DRAW(-1, 0),
    /** Wallet credit pays shortfall. */
    PAY_OFF(-1, -1),
    /** The unspent rest of a lot ends. */
    LAPSE(-1, 0),
    /** Voided usage gives back what it drew, or what paid its shortfall. */
    RETURN(1, 0),
    /** Usage that no lot covered. */
    SHORTFALL(0, 1),
    ADJUSTMENT_SHORTFALL(0, 1),
    REFUND_SHORTFALL(0, 1),
    CLAW_BACK_SHORTFALL(0, 1),
    CHARGEBACK_SHORTFALL(0, 1),
    /** What was owed at the cut-over from another system. */
    OPENING_SHORTFALL(0, 1),
    /** Voided usage takes back unpaid shortfall: its own, or what a payment left that went back. */
    SHORTFALL_RETURN(0, -1),
    /** Open shortfall that will not be paid. */
    WRITE_OFF(0, -1),
    /** Open shortfall of a lost dispute. */
    DISPUTE_LOSS(0, -1),
    /** A void takes back a write-off: what was written off is owed again, and met by the void at once. */
    WRITE_OFF_RETURN(0, 1),
    /** A void takes back what a lost dispute gave up, likewise. */
    DISPUTE_LOSS_RETURN(0, 1),
    /** Usage that neither the plan's pools nor the Wallet may cover: the operator's loss. */
    OVER_RUN(0, 0),
    /** Voided usage takes back its over-run. */
    OVER_RUN_RETURN(0, 0);

    private static final Map<String, MovementType> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MovementType::code, Function.identity()));

    private final int lotSign;
    private final int debtSign;

    MovementType(int lotSign, int debtSign) {
        this.lotSign = lotSign;
        this.debtSign = debtSign;
    }

    /** +1, -1, or 0 where no lot is concerned. */
    public int lotSign() {
        return lotSign;
    }

    /** +1, -1, or 0 where no debt is concerned. */
    public int debtSign() {
        return debtSign;
    }

    /** The word in SQL, Parquet and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MovementType> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
