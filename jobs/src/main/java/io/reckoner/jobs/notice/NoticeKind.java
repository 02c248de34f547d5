package io.reckoner.jobs.notice;

import static io.reckoner.jobs.notice.NoticeField.amount;
import static io.reckoner.jobs.notice.NoticeField.balance;
import static io.reckoner.jobs.notice.NoticeField.instant;
import static io.reckoner.jobs.notice.NoticeField.text;
import static io.reckoner.jobs.notice.NoticeField.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What notices are about, and what each kind says: the placeholders of its template and the properties of its webhook. */
enum NoticeKind {
    /** The Wallet fell below the threshold. */
    LOW_BALANCE(balance("balance"), balance("threshold")),
    /** A payment was received. */
    RECEIPT(
            text("payment"),
            text("purpose"),
            amount("amount"),
            amount("tax"),
            balance("credited_paid"),
            balance("credited_bonus"),
            balance("credited_main"),
            balance("credited_backup"),
            text("plan"),
            balance("balance"),
            instant("paid_at"),
            words("bought"),
            words("credited")),
    /** The stored method was declined. */
    AUTO_TOP_UP_DECLINED(text("intent"), amount("amount"), balance("balance"), words("reason")),
    AUTO_TOP_UP_PAUSED(balance("balance"), words("reason")),
    /** A next month could not be charged. */
    RENEWAL_FAILED(
            text("subscription"),
            text("plan"),
            text("attempt"),
            text("attempts"),
            instant("declined_at"),
            instant("next_at"),
            words("next")),
    /** Credit that was not paid for is about to lapse. */
    BONUS_LAPSING(text("lot"), text("credit"), balance("remaining"), instant("lapses_at"));

    private static final Map<String, NoticeKind> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(NoticeKind::code, Function.identity()));

    private final List<NoticeField> fields;

    NoticeKind(NoticeField... fields) {
        this.fields = List.of(fields);
    }

    /** The word in SQL, commands, webhooks and names of templates. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<NoticeKind> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** All that it says, in the order of webhooks. */
    List<NoticeField> fields() {
        return fields;
    }
}
