package io.reckoner.jobs.notice;

import io.reckoner.kernel.money.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notices with invented figures, to see how they read. */
final class NoticeExample {
    private static final Instant AT = Instant.parse("2026-03-09T08:07:06Z");

    private NoticeExample() {}

    static Notice of(NoticeKind kind, String account) {
        return switch (kind) {
            case LOW_BALANCE -> notice(kind, account, Map.of("balance", "4.219999", "threshold", "5.00"));
            case RECEIPT ->
                new Received(
                                "order-4711",
                                account,
                                Received.Occasion.TOP_UP,
                                Money.ofCents(50_00),
                                Money.ZERO,
                                AT,
                                AT,
                                "",
                                Money.ofCents(50_00),
                                Money.ofCents(10_00),
                                Money.ZERO,
                                Money.ZERO)
                        .notice(Money.parse("64.219999"));
            case AUTO_TOP_UP_DECLINED ->
                notice(
                        kind,
                        account,
                        Map.of(
                                "intent",
                                "pay_4711",
                                "amount",
                                "50.00",
                                "balance",
                                "-0.001",
                                "reason",
                                "insufficient funds"));
            case AUTO_TOP_UP_PAUSED ->
                notice(
                        kind,
                        account,
                        Map.of("balance", "-0.001", "reason", "3 declines in a row, the last: insufficient funds"));
            case RENEWAL_FAILED -> renewal(account);
            case BONUS_LAPSING ->
                notice(
                        kind,
                        account,
                        Map.of(
                                "lot",
                                "gift:welcome:wallet:gift",
                                "credit",
                                "gift",
                                "remaining",
                                "3.129",
                                "lapses_at",
                                "2026-03-16T00:00:00Z"));
        };
    }

    private static Notice renewal(String account) {
        Map<String, String> says = new LinkedHashMap<>();
        says.put("subscription", "order-4712");
        says.put("plan", "starter@1");
        says.put("attempt", "1");
        says.put("attempts", "4");
        says.put("declined_at", AT.toString());
        says.put("next_at", "2026-03-11T08:07:06Z");
        says.put("next", "The next attempt is on 2026-03-11 08:07 UTC.");
        return notice(NoticeKind.RENEWAL_FAILED, account, says);
    }

    private static Notice notice(NoticeKind kind, String account, Map<String, String> says) {
        return new Notice(kind, account, "example", AT, says);
    }
}
