package io.reckoner.kernel.journal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What happened, in one word. Each kind is made by one method of {@link PostingRules}. */
public enum EntryKind {
    OPENING,
    USAGE,
    CORRECTION,
    VOID,
    TOP_UP,
    GRANT,
    SUBSCRIPTION_SALE,
    PLAN_GRANT,
    ACCRUAL,
    SWITCH,
    SUBSCRIPTION_REFUND,
    SUBSCRIPTION_AGAIN,
    LAPSE,
    PAY_OFF,
    ADJUSTMENT,
    REFUND,
    CLAW_BACK,
    CHARGEBACK,
    WRITE_OFF,
    DISPUTE_LOSS,
    PROCESSOR_FEE,
    PAYOUT,
    PROVIDER_PAYMENT,
    PROVIDER_VARIANCE,
    REVERSAL;

    private static final Map<String, EntryKind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EntryKind::code, Function.identity()));

    /** The word in SQL, exports and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this {@link #code}, if there is one. */
    public static Optional<EntryKind> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
