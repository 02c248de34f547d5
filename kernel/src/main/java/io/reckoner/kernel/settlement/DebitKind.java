package io.reckoner.kernel.settlement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why credit is taken out of a Wallet other than by usage; each with how far it draws and the movements it makes. */
public enum DebitKind {
    ADJUSTMENT(Reach.WALLET, MovementType.ADJUSTMENT_DRAW, MovementType.ADJUSTMENT_SHORTFALL),
    REFUND(Reach.OWN_LOTS, MovementType.REFUND_DRAW, MovementType.REFUND_SHORTFALL),
    CLAW_BACK(Reach.OWN_LOTS, MovementType.CLAW_BACK_DRAW, MovementType.CLAW_BACK_SHORTFALL),
    CHARGEBACK(Reach.WALLET, MovementType.CHARGEBACK_DRAW, MovementType.CHARGEBACK_SHORTFALL);

    /** Where a debit draws; what is not found there is shortfall. */
    enum Reach {
        /** The lots it names, and no other. */
        OWN_LOTS,
        /** The lots it names, then all others in draw order. */
        WALLET
    }

    private static final Map<String, DebitKind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DebitKind::code, Function.identity()));

    private final Reach reach;
    private final MovementType draw;
    private final MovementType shortfall;

    DebitKind(Reach reach, MovementType draw, MovementType shortfall) {
        this.reach = reach;
        this.draw = draw;
        this.shortfall = shortfall;
    }

    Reach reach() {
        return reach;
    }

    /** The movement of a lot it draws on. */
    public MovementType draw() {
        return draw;
    }

    /** The movement of what no lot covered. */
    public MovementType shortfall() {
        return shortfall;
    }

    /** The word in commands, SQL and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DebitKind> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
