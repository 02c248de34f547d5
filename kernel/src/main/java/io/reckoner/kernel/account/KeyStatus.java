package io.reckoner.kernel.account;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the gate lets a key in. Usage of a key disabled or deleted since is still counted. */
public enum KeyStatus {
    ENABLED("enabled"),
    DISABLED("disabled"),
    DELETED("deleted");

    private static final Map<String, KeyStatus> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(KeyStatus::code, Function.identity()));

    private final String code;

    KeyStatus(String code) {
        this.code = code;
    }

    /** The word in logs, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<KeyStatus> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
