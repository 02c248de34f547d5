package io.reckoner.jobs.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a subscription is renewed no more. */
public enum CancelCause {
    /** Somebody asked for it here. */
    ASKED,
    /** Another plan took its place. */
    SWITCHED,
    /** Another plan was bought to follow it. */
    REPLACED,
    /** The payment of its cycle went back. */
    PAID_BACK,
    /** The last attempt to charge its next month was declined. */
    DECLINED,
    /** The gateway that renews it says that it has ended there. */
    GATEWAY;

    /** The word in SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CancelCause> byCode(String code) {
        return Arrays.stream(values())
                .filter(cause -> cause.code().equals(code))
                .findFirst();
    }
}
