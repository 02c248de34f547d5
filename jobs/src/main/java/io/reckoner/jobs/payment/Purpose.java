package io.reckoner.jobs.payment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a charge buys. At most one charge of an account is in flight for each. */
public enum Purpose {
    TOP_UP,
    AUTO_TOP_UP,
    PLAN_CYCLE,
    PLAN_SWITCH;

    /** The word in SQL and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Purpose> byCode(String code) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.code().equals(code))
                .findFirst();
    }

    /** What may not be in flight beside it: a plan is bought or switched, never both at once. */
    Set<Purpose> rivals() {
        return switch (this) {
            case TOP_UP, AUTO_TOP_UP -> Set.of(this);
            case PLAN_CYCLE, PLAN_SWITCH -> Set.of(PLAN_CYCLE, PLAN_SWITCH);
        };
    }

    /** As sentences say it. */
    public String words() {
        return switch (this) {
            case TOP_UP -> "top-up";
            case AUTO_TOP_UP -> "automatic top-up";
            case PLAN_CYCLE -> "plan cycle";
            case PLAN_SWITCH -> "plan switch";
        };
    }
}
