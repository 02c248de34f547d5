package io.reckoner.jobs.notice;

import io.reckoner.jobs.plan.PlanSettings;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds in committed rows what is to be told, and writes it to the outbox. Within the transaction of the {@code JdbcClient}
 * given; one scan at a time.
 *
 * <p>A scan may be repeated, interrupted or left out: kind, account and subject make a notice, so it is written once. Payments,
 * declines and pauses are found by their rows; a low balance by the side of the threshold on which the account was seen last.
 */
final class NoticeScan {
    private final NoticeChannelTable channels;
    private final NoticeTable notices;
    private final NoticeDeliveryTable deliveries;
    private final NoticeLevelTable levels;
    private final MoneyEventView events;
    private final LapsingCreditView lapsing;
    private final AddresseeView accounts;
    private final NoticeSettings settings;
    private final PlanSettings plans;

    NoticeScan(JdbcClient jdbc, NoticeSettings settings, PlanSettings plans) {
        this.channels = new NoticeChannelTable(jdbc);
        this.notices = new NoticeTable(jdbc);
        this.deliveries = new NoticeDeliveryTable(jdbc);
        this.levels = new NoticeLevelTable(jdbc);
        this.events = new MoneyEventView(jdbc);
        this.lapsing = new LapsingCreditView(jdbc);
        this.accounts = new AddresseeView(jdbc);
        this.settings = settings;
        this.plans = plans;
    }

    /**
     * Writes what is not written yet; returns how many notices.
     *
     * @param through the channels that are set up; what happened before one was is not told through it
     */
    int run(Set<NoticeChannel> through, Instant now) {
        Map<NoticeChannel, Instant> since = new EnumMap<>(NoticeChannel.class);
        through.forEach(channel -> since.put(channel, channels.since(channel, now)));
        Instant first = since.values().stream().min(Instant::compareTo).orElse(now);
        Instant oldest = now.minus(settings.oldest());
        Outbox outbox = new Outbox(since, now);
        happened(first.isAfter(oldest) ? first : oldest, oldest, outbox);
        fallen(outbox);
        lapsing(outbox);
        return outbox.written;
    }

    private void happened(Instant since, Instant oldest, Outbox outbox) {
        for (Received received : events.received(since, oldest)) {
            outbox.write(received.notice(accounts.balance(received.account(), outbox.now)));
        }
        for (MoneyEventView.Declined declined : events.declined(since)) {
            Map<String, String> says = new LinkedHashMap<>();
            says.put("intent", declined.intent());
            says.put("amount", declined.amount().toString());
            says.put("balance", accounts.balance(declined.account(), outbox.now).toString());
            says.put("reason", declined.reason().isEmpty() ? "no reason was given" : declined.reason());
            outbox.write(new Notice(
                    NoticeKind.AUTO_TOP_UP_DECLINED,
                    declined.account(),
                    declined.intent(),
                    declined.recordedAt(),
                    says));
        }
        for (MoneyEventView.Paused paused : events.paused(since)) {
            Map<String, String> says = new LinkedHashMap<>();
            says.put("balance", accounts.balance(paused.account(), outbox.now).toString());
            says.put("reason", paused.reason());
            outbox.write(new Notice(
                    NoticeKind.AUTO_TOP_UP_PAUSED,
                    paused.account(),
                    String.valueOf(paused.number()),
                    paused.recordedAt(),
                    says));
        }
        events.notRenewed(since).forEach(each -> outbox.write(notRenewed(each)));
    }

    private Notice notRenewed(MoneyEventView.NotRenewed declined) {
        Optional<Instant> next = plans.nextAttempt(declined.attempt(), declined.declinedAt());
        Map<String, String> says = new LinkedHashMap<>();
        says.put("subscription", declined.subscription());
        says.put("plan", declined.plan());
        says.put("attempt", String.valueOf(declined.attempt()));
        says.put("attempts", String.valueOf(plans.renewalAttempts()));
        says.put("declined_at", declined.declinedAt().toString());
        says.put("next_at", next.map(Instant::toString).orElse(""));
        says.put(
                "next",
                next.map(at -> "The next attempt is on " + Shown.instant(at) + ".")
                        .orElse("That was the last attempt: the plan has ended."));
        return new Notice(
                NoticeKind.RENEWAL_FAILED,
                declined.account(),
                declined.subscription() + ":" + declined.period() + ":" + declined.attempt(),
                declined.recordedAt(),
                says);
    }

    private void fallen(Outbox outbox) {
        for (NoticeLevelTable.Fall fall : levels.look(outbox.now, settings.threshold())) {
            outbox.write(new Notice(
                    NoticeKind.LOW_BALANCE,
                    fall.account(),
                    String.valueOf(fall.episode()),
                    outbox.now,
                    Map.of(
                            "balance", fall.balance().toString(),
                            "threshold", fall.threshold().toString())));
        }
    }

    private void lapsing(Outbox outbox) {
        List<LapsingCreditView.Lapsing> soon = lapsing.until(outbox.now.plus(settings.bonusLapsesWithin()), outbox.now);
        for (LapsingCreditView.Lapsing lot : soon) {
            outbox.write(new Notice(
                    NoticeKind.BONUS_LAPSING,
                    lot.account(),
                    lot.lot(),
                    outbox.now,
                    Map.of(
                            "lot",
                            lot.lot(),
                            "credit",
                            lot.kind(),
                            "remaining",
                            lot.remaining().toString(),
                            "lapses_at",
                            lot.lapsesAt().toString())));
        }
    }

    /** Writes notices with a delivery for each channel that was set up when it happened. */
    private final class Outbox {
        private final Map<NoticeChannel, Instant> since;
        private final Instant now;
        private int written;

        Outbox(Map<NoticeChannel, Instant> since, Instant now) {
            this.since = since;
            this.now = now;
        }

        void write(Notice notice) {
            if (!notices.add(notice, now)) {
                return;
            }
            written++;
            since.forEach((channel, from) -> {
                if (!notice.happenedAt().isBefore(from)) {
                    deliveries.add(notice, channel, now);
                }
            });
        }
    }
}
