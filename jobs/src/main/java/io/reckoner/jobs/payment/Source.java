package io.reckoner.jobs.payment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an outcome was learned. */
public enum Source {
    CALL,
    LOOK_UP,
    WEBHOOK,
    OPERATOR;

    /** The word in SQL and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Source> byCode(String code) {
        return Arrays.stream(values())
                .filter(source -> source.code().equals(code))
                .findFirst();
    }
}
