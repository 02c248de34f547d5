package io.reckoner.kernel.suspense;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The closed list of reasons for setting a line aside, in the order in which a line is judged: the first that holds is the one given. */
public enum SuspenseReason {
    LINE_TOO_LONG("line_too_long"),
    NOT_JSON("not_json"),
    DUPLICATE_JSON_KEY("duplicate_json_key"),
    FIELD("field"),
    BAD_TIME("bad_time"),
    TIME_IN_FUTURE("time_in_future"),
    TOO_OLD("too_old"),
    UNKNOWN_ACCOUNT("unknown_account"),
    UNKNOWN_KEY("unknown_key"),
    KEY_OF_ANOTHER_ACCOUNT("key_of_another_account"),
    KEY_KIND_MISMATCH("key_kind_mismatch"),
    UNKNOWN_DIALECT("unknown_dialect"),
    COUNT("count"),
    IDENTITY_BROKEN("identity_broken"),
    CONFLICT("conflict"),
    NO_PRICE("no_price"),
    NO_COMPONENT_PRICE("no_component_price"),
    OVERFLOW("overflow");

    private static final Map<String, SuspenseReason> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SuspenseReason::code, Function.identity()));

    private final String code;

    SuspenseReason(String code) {
        this.code = code;
    }

    /** The word in logs, SQL, Parquet and reports. */
    public String code() {
        return code;
    }

    /** The constant with this {@link #code}, if there is one. */
    public static Optional<SuspenseReason> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
