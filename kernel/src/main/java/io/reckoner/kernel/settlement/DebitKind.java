package io.reckoner.kernel.settlement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why credit is taken out of a Wallet other than by usage; each with the movements it makes. */
public enum DebitKind {
    ADJUSTMENT(MovementType.ADJUSTMENT_DRAW, MovementType.ADJUSTMENT_SHORTFALL),
    REFUND(MovementType.REFUND_DRAW, MovementType.REFUND_SHORTFALL),
    CLAW_BACK(MovementType.CLAW_BACK_DRAW, MovementType.CLAW_BACK_SHORTFALL),
    CHARGEBACK(MovementType.CHARGEBACK_DRAW, MovementType.CHARGEBACK_SHORTFALL);

    private static final Map<String, DebitKind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DebitKind::code, Function.identity()));

    private final MovementType draw;
    private final MovementType shortfall;

    DebitKind(MovementType draw, MovementType shortfall) {
        this.draw = draw;
        this.shortfall = shortfall;
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
