package io.reckoner.kernel.usage;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a request ended. */
public enum Outcome {
    OK("ok"),
    UPSTREAM_ERROR("upstream_error"),
    CLIENT_ABORT("client_abort"),
    TIMEOUT("timeout"),
    REJECTED("rejected"),
    /** Started, and never heard of again: the proxy died. Charges nothing and is listed. */
    LOST("lost");

    private static final Map<String, Outcome> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Outcome::code, Function.identity()));

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** The word in logs, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<Outcome> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
