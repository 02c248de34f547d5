package io.reckoner.kernel.account;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a key may draw on: the Wallet alone, or the subscription pools first. */
public enum KeyKind {
    PAYG("payg"),
    SUBSCRIPTION("subscription");

    private static final Map<String, KeyKind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KeyKind::code, Function.identity()));

    private final String code;

    KeyKind(String code) {
        this.code = code;
    }

    /** The word in logs, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<KeyKind> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
