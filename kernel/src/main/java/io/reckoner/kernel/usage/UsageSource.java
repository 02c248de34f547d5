package io.reckoner.kernel.usage;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the counts of an event come from. */
public enum UsageSource {
    PROVIDER("provider"),
    ESTIMATED("estimated"),
    NONE("none");

    private static final Map<String, UsageSource> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(UsageSource::code, Function.identity()));

    private final String code;

    UsageSource(String code) {
        this.code = code;
    }

    /** The word in logs, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<UsageSource> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
