package io.reckoner.kernel.credit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lots drawn on together, in drawing order. */
public enum Pool {
    MAIN("main"),
    BACKUP("backup"),
    WALLET("wallet");

    private static final Map<String, Pool> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Pool::code, Function.identity()));

    private final String code;

    Pool(String code) {
        this.code = code;
    }

    /** The word in logs, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<Pool> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
