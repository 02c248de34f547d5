package io.reckoner.jobs.notice;

import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.plan.PlanSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One pass: writes what is to be told to the outbox, and sends what waits there.
 *
 * <p>An attempt is taken in a transaction of its own before anybody speaks to a server, so two passes at once send once. A mail
 * whose sender died is unknown: it is listed, and not sent again by itself. Part of no settlement and of no night.
 */
public final class NoticeJob {
    /** Longer than any attempt: whoever is silent for so long has died. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(15);

    /** A pass ends; what is left is for the next. */
    private static final int MOST_ATTEMPTS = 500;

    private final Database database;
    private final List<Courier> couriers;
    private final NoticeSettings settings;
    private final PlanSettings plans;

    NoticeJob(Database database, List<Courier> couriers, NoticeSettings settings, PlanSettings plans) {
        this.database = database;
        this.couriers = List.copyOf(couriers);
        this.settings = settings;
        this.plans = plans;
    }

    /** @throws io.reckoner.jobs.act.Refusal naming every fault of the templates */
    public static NoticeJob of(Session session) {
        return new NoticeJob(
                session.database(),
                NoticeDesk.couriers(session),
                session.settings(NoticeSettings.class),
                session.settings(PlanSettings.class));
    }

    /** Whether a channel is set up. Without one nothing is written: there is nobody to tell. */
    public boolean isSetUp() {
        return !couriers.isEmpty();
    }

    /** Makes one pass. */
    public NoticePass run() {
        return run(new NoticeChannelTable(database.jdbc()).now());
    }

    /** @param now what is due is reckoned at this instant */
    NoticePass run(Instant now) {
        if (couriers.isEmpty()) {
            return new NoticePass(0, Map.of(), List.of());
        }
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        Set<NoticeChannel> through = couriers.stream().map(Courier::channel).collect(Collectors.toSet());
        int written = database.inTransaction(jdbc -> new NoticeScan(jdbc, settings, plans).run(through, at));
        new NoticeDeliveryTable(database.jdbc()).giveUp(at, LONGEST_ATTEMPT);
        Map<DeliveryState, Integer> attempts = new EnumMap<>(DeliveryState.class);
        List<String> problems = new ArrayList<>();
        couriers.forEach(courier -> send(courier, at, attempts, problems));
        return new NoticePass(written, attempts, problems);
    }

    private void send(Courier courier, Instant now, Map<DeliveryState, Integer> attempts, List<String> problems) {
        NoticeDeliveryTable deliveries = new NoticeDeliveryTable(database.jdbc());
        if (new NoticeChannelTable(database.jdbc()).isGone(courier.channel(), courier.address())) {
            problems.add("Notices by " + courier.channel().code() + " wait: its address answered 410 Gone. Set another"
                    + " address, or send one by name: reckon notice list --state waiting.");
            return;
        }
        NoticeSender sender = new NoticeSender(database);
        for (int n = 0; n < MOST_ATTEMPTS; n++) {
            Optional<NoticeDeliveryTable.Claim> claim = deliveries.take(courier.channel(), now);
            if (claim.isEmpty()) {
                return;
            }
            NoticeSender.Ended ended = sender.attempt(claim.get(), courier);
            attempts.merge(ended.state(), 1, Integer::sum);
            problem(courier, ended).ifPresent(problems::add);
            if (stops(ended.outcome())) {
                return;
            }
        }
    }

    /** What would meet every other notice as well. */
    private static boolean stops(DeliveryOutcome outcome) {
        return switch (outcome) {
            case DeliveryOutcome.Unreachable away -> true;
            case DeliveryOutcome.Gone gone -> true;
            case DeliveryOutcome.Sent sent -> false;
            case DeliveryOutcome.TryAgain later -> false;
            case DeliveryOutcome.Refused refused -> false;
            case DeliveryOutcome.Unknown unknown -> false;
            case DeliveryOutcome.Withheld withheld -> false;
        };
    }

    private static Optional<String> problem(Courier courier, NoticeSender.Ended ended) {
        if (ended.outcome() instanceof DeliveryOutcome.Unreachable away) {
            return Optional.of("Notices by " + courier.channel().code() + " wait, and are tried again: " + away.why());
        }
        return switch (ended.state()) {
            case UNKNOWN, FAILED ->
                Optional.of("Notice " + ended.notice().id() + " ("
                        + ended.notice().kind().code() + " of account "
                        + ended.notice().account() + ") by " + courier.channel().code() + " is "
                        + ended.state().words() + ": " + ended.detail() + ". Send it again with: reckon notice send "
                        + ended.notice().id() + "; or give it up with: reckon notice close.");
            case WAITING, SENDING, SENT, OPTED_OUT, NO_ADDRESS, CLOSED -> Optional.empty();
        };
    }
}
