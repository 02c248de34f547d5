package io.reckoner.jobs.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far a notice has come through a channel. */
public enum DeliveryState {
    /** For its first or next attempt. */
    WAITING,
    /** Somebody has taken it to send it now. */
    SENDING,
    SENT,
    /** Nobody knows whether it arrived; a person decides. */
    UNKNOWN,
    /** Refused for good, or tried often enough. */
    FAILED,
    OPTED_OUT,
    /** The account has no billing e-mail. */
    NO_ADDRESS,
    /** Given up by a person. */
    CLOSED;

    private static final Map<String, DeliveryState> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(DeliveryState::code, Function.identity()));

    /** The word in SQL, commands and reports. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As sentences say it. */
    String words() {
        return code().replace('_', ' ');
    }

    static Optional<DeliveryState> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
