package io.reckoner.kernel.settlement;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why open shortfall is given up; each with the movement it makes. */
public enum GivingUp {
    /** It will not be paid. */
    WRITE_OFF(MovementType.WRITE_OFF, MovementType.WRITE_OFF_RETURN),
    /** A dispute over a payment was lost, and this is what its chargeback left. */
    DISPUTE_LOSS(MovementType.DISPUTE_LOSS, MovementType.DISPUTE_LOSS_RETURN);

    private static final Map<String, GivingUp> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GivingUp::code, Function.identity()));

    private final MovementType movement;
    private final MovementType takenBack;

    GivingUp(MovementType movement, MovementType takenBack) {
        this.movement = movement;
        this.takenBack = takenBack;
    }

    /** The movement of what is given up. */
    public MovementType movement() {
        return movement;
    }

    /** The movement of what a void takes back of it. */
    public MovementType takenBack() {
        return takenBack;
    }

    /** The word in commands, SQL and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GivingUp> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
