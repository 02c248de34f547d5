package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.payment.GatewaySubscriptionView.EndedHere;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Breaks as the stored rows show them, within the transaction of the {@code JdbcClient} given: no gateway is asked, nothing is booked
 * and nothing moves. The books are asked, and left as they are.
 */
final class StandingBreaks {
    private final JdbcClient jdbc;
    private final Gateways gateways;
    private final Books books;
    private final Duration openAtMost;
    private final Instant now;

    /** @param openAtMost how long webhooks may wait */
    StandingBreaks(JdbcClient jdbc, Gateways gateways, Books books, Duration openAtMost) {
        this.jdbc = jdbc;
        this.gateways = gateways;
        this.books = books;
        this.openAtMost = openAtMost;
        this.now = new IntentTable(jdbc).now();
    }

    /** Credit in the name of intents that no gateway says were paid. */
    static List<Break> creditedNotCharged(JdbcClient jdbc) {
        return new CreditView(jdbc)
                .unpaid().stream()
                        .map(unpaid -> new Break(
                                Break.Kind.CREDITED_NOT_CHARGED,
                                unpaid.intent(),
                                unpaid.account(),
                                unpaid.amount(),
                                unpaid.age(),
                                "credit was given for an intent without a paid outcome"))
                        .toList();
    }

    /**
     * What intents were told of beside their first payment: payments after it, as far as they are with us still, and other amounts of
     * one payment.
     */
    static List<Break> toldRepeatedly(JdbcClient jdbc, Instant now) {
        List<Break> breaks = new ArrayList<>();
        BreakEndTable ends = new BreakEndTable(jdbc);
        for (Intent intent : new IntentTable(jdbc).paidRepeatedly()) {
            Standing standing = Books.standing(jdbc, intent);
            for (Outcome.Paid again : standing.repeatedPayments()) {
                Cents left = new SentBackView(jdbc).left(intent, again);
                if (left.isPositive() && !ends.isClosedAsUnknown(intent.gateway(), again.reference())) {
                    breaks.add(named(
                            Break.Kind.PAID_TWICE,
                            intent.id() + ":" + again.reference(),
                            intent,
                            left,
                            "paid once more as " + again.reference(),
                            now));
                }
            }
            for (Outcome.Paid other : standing.otherAmounts()) {
                breaks.add(named(
                        Break.Kind.AMOUNT_CHANGED,
                        intent.id() + ":" + other.reference() + ":"
                                + other.received().count(),
                        intent,
                        other.received(),
                        "payment " + other.reference() + " was told as " + other.received()
                                + " after another amount, which is the one that counts",
                        now));
            }
        }
        return breaks;
    }

    /**
     * Refunds that failed, until all of their payment has gone back another way. One of a payment that came beside the first is named
     * as that.
     */
    static List<Break> refundFailed(JdbcClient jdbc, Instant now) {
        List<Break> breaks = new ArrayList<>();
        IntentTable intents = new IntentTable(jdbc);
        for (Intent refund : intents.failedRefunds()) {
            if (!(refund.means() instanceof Means.RefundOf of)) {
                throw new IllegalStateException(refund.id() + " is no refund");
            }
            Intent charge = intents.find(of.charge()).orElseThrow();
            if (!new SentBackView(jdbc).isAllBack(charge)
                    && !Books.standing(jdbc, charge).isRepeated(of.payment())) {
                Books.standing(jdbc, refund)
                        .declined()
                        .map(why -> named(Break.Kind.REFUND_FAILED, refund.id(), refund, refund.cents(), why, now))
                        .ifPresent(breaks::add);
            }
        }
        return breaks;
    }

    /** Webhooks that nothing could follow from. */
    static List<Break> strayWebhooks(JdbcClient jdbc) {
        return new WebhookEndTable(jdbc)
                .strays().stream()
                        .map(stray -> new Break(
                                Break.Kind.STRAY_WEBHOOK,
                                Webhooks.subject(stray.webhook(), stray.gateway()),
                                "",
                                Cents.NONE,
                                stray.age(),
                                stray.outcome() + ": " + stray.detail()))
                        .toList();
    }

    /** Payments that gateways list and nothing here asked for. */
    static List<Break> unknownPayments(JdbcClient jdbc) {
        return new UnknownPaymentTable(jdbc)
                .open().stream()
                        .map(unknown -> new Break(
                                Break.Kind.UNKNOWN_PAYMENT,
                                GatewayLists.subject(unknown.gateway(), unknown.reference()),
                                "",
                                unknown.amount(),
                                unknown.age(),
                                unknown.detail()))
                        .toList();
    }

    /** Payments that are recorded here, and that their gateway does not have. */
    static List<Break> missingAtGateway(JdbcClient jdbc) {
        return new AbsentPaymentTable(jdbc)
                .open().stream()
                        .map(absent -> new Break(
                                Break.Kind.MISSING_AT_GATEWAY,
                                AbsentPayments.subject(absent.told()),
                                absent.account(),
                                absent.told().amount(),
                                absent.age(),
                                "payment " + absent.told().payment() + " is recorded as paid: " + absent.detail()))
                        .toList();
    }

    /**
     * The open break of a kind and subject; empty where it is none, or was closed before.
     *
     * @throws Refusal where another break is the one to be closed
     */
    Optional<Break> find(Break.Kind kind, String subject) {
        if (new BreakEndTable(jdbc).isClosed(kind, subject)) {
            return Optional.empty();
        }
        return switch (kind) {
            case CHARGED_NOT_CREDITED -> unbooked(subject, Intent.Kind.CHARGE, kind);
            case REFUNDED_NOT_BOOKED -> unbooked(subject, Intent.Kind.REFUND, kind);
            case DISPUTED_NOT_BOOKED -> disputed(subject);
            case CREDITED_NOT_CHARGED -> among(creditedNotCharged(jdbc), kind, subject);
            case PAID_TWICE, AMOUNT_CHANGED -> among(toldRepeatedly(jdbc, now), kind, subject);
            case REFUND_FAILED -> among(refundFailed(jdbc, now), kind, subject);
            case STRAY_WEBHOOK -> stray(subject);
            case UNKNOWN_PAYMENT -> among(unknownPayments(jdbc), kind, subject);
            case MISSING_AT_GATEWAY -> among(missingAtGateway(jdbc), kind, subject);
            case STILL_SUBSCRIBED -> stillSubscribed(subject);
            case CHARGED_AFTER_END -> chargedAfterEnd(subject);
            case NOT_PROCESSED -> unprocessed().find(subject);
            case UNDECIDED, NOT_TAKEN, STILL_OPEN -> Optional.empty();
        };
    }

    /** What could not be processed, and what a person can do about it. */
    Unprocessed unprocessed() {
        return new Unprocessed(jdbc, gateways, books, this, openAtMost, now);
    }

    /** @throws Refusal where what the gateway's list names is the break that stands for this one as well */
    private Optional<Break> stray(String subject) {
        Optional<Break> open = among(strayWebhooks(jdbc), Break.Kind.STRAY_WEBHOOK, subject);
        if (open.isEmpty()) {
            new WebhookEndTable(jdbc)
                    .moved(subject)
                    .flatMap(listed -> find(Break.Kind.UNKNOWN_PAYMENT, listed))
                    .ifPresent(both -> {
                        throw new Refusal("break " + Break.reference(Break.Kind.STRAY_WEBHOOK, subject) + " is "
                                + both.reference() + " by now, which stands for both. Close that.");
                    });
        }
        return open;
    }

    private static Optional<Break> among(List<Break> breaks, Break.Kind kind, String subject) {
        return breaks.stream()
                .filter(each -> each.kind() == kind && each.subject().equals(subject))
                .findFirst();
    }

    private Optional<Break> unbooked(String id, Intent.Kind kind, Break.Kind breakKind) {
        return due(id).filter(intent -> intent.kind() == kind)
                .filter(intent -> !LateCharges.isLate(jdbc, intent))
                .flatMap(intent ->
                        books.refusal(jdbc, intent).map(why -> named(breakKind, id, intent, intent.cents(), why)));
    }

    /** An intent whose money has moved and is not booked; from here on nobody else books it. */
    Optional<Intent> due(String id) {
        IntentTable intents = new IntentTable(jdbc);
        intents.lock(id);
        return intents.unbooked().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** A dispute that the books do not follow; from here on nobody else books it. */
    Optional<Break> disputed(String effect) {
        for (Dispute dispute : new DisputeTable(jdbc).unbooked()) {
            if (dispute.effect().equals(effect)) {
                IntentTable intents = new IntentTable(jdbc);
                intents.lock(dispute.charge());
                Intent charge = intents.find(dispute.charge()).orElseThrow();
                return books.refusal(jdbc, dispute)
                        .map(why -> named(Break.Kind.DISPUTED_NOT_BOOKED, effect, charge, dispute.amount(), why));
            }
        }
        return Optional.empty();
    }

    private Optional<Break> stillSubscribed(String subject) {
        for (EndedHere ended : new GatewaySubscriptionView(jdbc).endedHere()) {
            if (GatewayEndings.subject(ended).equals(subject)) {
                List<Intent> tries = new IntentTable(jdbc).cancellationsOf(ended.gateway(), ended.subscription());
                return unmended(tries, ended.gateway(), Capability.OWN_SUBSCRIPTIONS)
                        .map(why -> new Break(
                                Break.Kind.STILL_SUBSCRIBED,
                                subject,
                                ended.account(),
                                Cents.NONE,
                                Duration.between(ended.endedAt(), now),
                                why));
            }
        }
        return Optional.empty();
    }

    private Optional<Break> chargedAfterEnd(String id) {
        return due(id).filter(charge -> LateCharges.isLate(jdbc, charge)).flatMap(charge -> LateCharges.inDispute(
                        jdbc, charge)
                .or(() -> unmended(new IntentTable(jdbc).refundsOf(id), charge.gateway(), Capability.REFUND))
                .map(why -> named(Break.Kind.CHARGED_AFTER_END, id, charge, LateCharges.open(jdbc, charge), why)));
    }

    /** Why attempts have not mended it; empty while one is undecided, or none was made that could be. */
    private Optional<String> unmended(List<Intent> tries, GatewayName gateway, Capability needed) {
        List<Standing> standings =
                tries.stream().map(each -> Books.standing(jdbc, each)).toList();
        if (standings.stream().anyMatch(Standing::isUndecided)) {
            return Optional.empty();
        }
        Optional<String> declined =
                standings.stream().flatMap(each -> each.declined().stream()).reduce((older, newer) -> newer);
        return declined.isPresent() ? declined : inability(gateway, needed);
    }

    private Optional<String> inability(GatewayName gateway, Capability needed) {
        try {
            gateways.require(gateway, needed);
            return Optional.empty();
        } catch (Refusal unable) {
            return Optional.of(String.valueOf(unable.getMessage()));
        }
    }

    private Break named(Break.Kind kind, String subject, Intent intent, Cents amount, String why) {
        return named(kind, subject, intent, amount, why, now);
    }

    static Break named(Break.Kind kind, String subject, Intent intent, Cents amount, String why, Instant now) {
        return new Break(kind, subject, intent.account(), amount, Duration.between(intent.recordedAt(), now), why);
    }
}
