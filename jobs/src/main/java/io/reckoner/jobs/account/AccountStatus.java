package io.reckoner.jobs.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether the gate lets an account in. Usage that was served is counted in any case. */
public enum AccountStatus {
    ACTIVE,
    SUSPENDED,
    CLOSED;

    private static final Map<String, AccountStatus> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AccountStatus::code, Function.identity()));

    /** The word in commands and SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AccountStatus> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
