package io.reckoner.jobs.notice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ways a notice goes. */
enum NoticeChannel {
    /** To the account's billing e-mail. */
    MAIL,
    /** To the operator's own systems. */
    WEBHOOK;

    private static final Map<String, NoticeChannel> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(NoticeChannel::code, Function.identity()));

    /** The word in SQL, commands and reports. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<NoticeChannel> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
