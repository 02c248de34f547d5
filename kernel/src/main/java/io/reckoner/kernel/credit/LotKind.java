package io.reckoner.kernel.credit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why credit was given. Bonus-like credit is drawn before paid credit of the same pool. */
public enum LotKind {
    BONUS(Funding.BONUS),
    GIFT(Funding.BONUS),
    REFERRAL(Funding.BONUS),
    COMPENSATION(Funding.BONUS),
    DISCOUNT(Funding.BONUS),
    ADJUSTMENT(Funding.BONUS),
    PLAN_BONUS(Funding.BONUS),
    TOPUP(Funding.PAID),
    SWITCH_CREDIT(Funding.PAID),
    PLAN(Funding.PAID);

    /** Whether money was paid for the credit. */
    public enum Funding {
        BONUS,
        PAID
    }

    private static final Map<String, LotKind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(LotKind::code, Function.identity()));

    private final Funding funding;
    private final String code;

    LotKind(Funding funding) {
        this.funding = funding;
        this.code = name().toLowerCase(Locale.ROOT);
    }

    public Funding funding() {
        return funding;
    }

    /** The word in commands, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The kind with this {@link #code}, if there is one. */
    public static Optional<LotKind> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
