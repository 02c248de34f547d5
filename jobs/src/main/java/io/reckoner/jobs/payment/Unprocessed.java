package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.Thrown;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What could not be processed, and what a person can do about it, within the transaction of the {@code JdbcClient} given. */
final class Unprocessed {
    private final JdbcClient jdbc;
    private final Gateways gateways;
    private final Books books;
    private final StandingBreaks breaks;
    private final Duration openAtMost;
    private final Instant now;

    /** @param openAtMost how long something may fail before a person may close it */
    Unprocessed(
            JdbcClient jdbc, Gateways gateways, Books books, StandingBreaks breaks, Duration openAtMost, Instant now) {
        this.jdbc = jdbc;
        this.gateways = gateways;
        this.books = books;
        this.breaks = breaks;
        this.openAtMost = openAtMost;
        this.now = now;
    }

    /**
     * The break to close, where it can be closed now; empty as {@link #closing}.
     *
     * @throws Refusal where it cannot be closed now, saying from when on, or what ends it instead
     */
    Optional<Break> find(String subject) {
        return closing(subject).map(closing -> switch (closing) {
            case Closing.Now now -> now.as();
            case Closing.From from -> throw notNow(subject, from);
            case Closing.Never never -> throw notNow(subject, never);
        });
    }

    private static Refusal notNow(String subject, Closing closing) {
        return new Refusal(
                "break " + Break.reference(Break.Kind.NOT_PROCESSED, subject) + ": " + closing.words() + ".");
    }

    /**
     * What a person can do about something that could not be processed: a webhook, an entry of a list, an intent, a dispute, or a payment that is
     * looked for. Empty where the next sweep mends it, or there is no such thing.
     */
    Optional<Closing> closing(String subject) {
        return webhook(subject)
                .or(() -> sought(subject))
                .or(() -> intent(subject))
                .or(() -> dispute(subject))
                .or(() -> entry(subject));
    }

    private Optional<Closing> webhook(String subject) {
        return new WebhookTable(jdbc).waiting(subject).map(row -> new ProcessingFailureTable(jdbc)
                .find(subject)
                .map(failing -> Closing.after(
                        failing.since(),
                        openAtMost,
                        now,
                        unprocessed(
                                subject,
                                "",
                                Cents.NONE,
                                row.age(),
                                "it has failed since " + failing.since() + ", first with " + failing.thrown())))
                .orElseGet(() -> new Closing.Never("webhook " + subject + " has not failed, and is no break: "
                        + waitsFor(row.gateway())
                        + ". Only one whose processing has failed for payment.open-at-most can be closed")));
    }

    /**
     * A payment that is recorded here and that its gateway does not list. Looking for it failed; a gateway that only gives no answer is waited
     * for, and that is another break.
     */
    private Optional<Closing> sought(String subject) {
        return new AbsentPaymentTable(jdbc)
                .unanswered().stream()
                        .filter(each -> AbsentPayments.subject(each.told()).equals(subject))
                        .findFirst()
                        .map(each -> new ProcessingFailureTable(jdbc)
                                .find(subject)
                                .map(failing -> Closing.after(
                                        later(failing.since(), now.minus(each.age())),
                                        openAtMost,
                                        now,
                                        unprocessed(
                                                subject,
                                                each.account(),
                                                each.told().amount(),
                                                failing.age(),
                                                "it has failed since " + failing.since() + ", first with "
                                                        + failing.thrown())))
                                .orElseGet(() -> new Closing.Never("it is "
                                        + Break.reference(Break.Kind.UNDECIDED, subject)
                                        + ": its gateway gave no answer about it, and the sweep asks again")));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Optional<Closing> intent(String id) {
        return new IntentTable(jdbc).find(id).flatMap(intent -> {
            Standing standing = Books.standing(jdbc, intent);
            return standing.isUndecided()
                    ? Optional.of(new Closing.Never(
                            "its outcome is waited for. " + standing.awaited().remedy(id)))
                    : breaks.due(id).flatMap(this::unbooked);
        });
    }

    /** Money that has moved. Where the books cannot even say why they do not follow, a person closes it as what is not booked. */
    private Optional<Closing> unbooked(Intent intent) {
        Break.Kind kind =
                intent.kind() == Intent.Kind.REFUND ? Break.Kind.REFUNDED_NOT_BOOKED : Break.Kind.CHARGED_NOT_CREDITED;
        try {
            if (LateCharges.isLate(jdbc, intent)) {
                return Optional.of(new Closing.Never("the next sweep sends it back, where the gateway can; else send it"
                        + " back there, or make it credit"));
            }
            return books.refusal(jdbc, intent)
                    .map(why -> new Closing.Never("it is " + Break.reference(kind, intent.id()) + " by now: " + why));
        } catch (RuntimeException fault) {
            return Optional.of(new Closing.Now(
                    StandingBreaks.named(kind, intent.id(), intent, intent.cents(), Thrown.inOneLine(fault), now)));
        }
    }

    private Optional<Closing> dispute(String effect) {
        try {
            return breaks.disputed(effect)
                    .map(open -> new Closing.Never("it is " + open.reference() + " by now: " + open.detail()));
        } catch (RuntimeException fault) {
            return Optional.of(new Closing.Now(new Break(
                    Break.Kind.DISPUTED_NOT_BOOKED, effect, "", Cents.NONE, Duration.ZERO, Thrown.inOneLine(fault))));
        }
    }

    /**
     * An entry of a list holds up its list no longer than it may fail: then it is noted, and closed as that. That it failed once is kept for ever:
     * one that is known by now, or whose time is over, is none any more.
     */
    private Optional<Closing> entry(String subject) {
        return new ProcessingFailureTable(jdbc)
                .find(subject)
                .filter(failing -> failing.since().plus(openAtMost).isAfter(now))
                .filter(failing -> isUnknownEntry(subject) && !new WebhookTable(jdbc).isWebhook(subject))
                .map(failing -> new Closing.Never("the first sweep after "
                        + failing.since().plus(openAtMost).truncatedTo(ChronoUnit.SECONDS) + " names it "
                        + Break.reference(Break.Kind.UNKNOWN_PAYMENT, subject)
                        + " where it fails still, which can be closed"));
    }

    private boolean isUnknownEntry(String subject) {
        int dash = subject.indexOf('-');
        return GatewayName.byCode(subject.substring(0, Math.max(dash, 0)))
                .filter(gateway -> !new UnknownPaymentTable(jdbc).isNotedOrKnown(gateway, subject.substring(dash + 1)))
                .isPresent();
    }

    private static Break unprocessed(String subject, String account, Cents amount, Duration age, String detail) {
        return new Break(Break.Kind.NOT_PROCESSED, subject, account, amount, age, detail);
    }

    private String waitsFor(GatewayName gateway) {
        return gateways.find(gateway).isPresent()
                ? "it waits to be processed, or for what it tells of to be known. Process it with: reckon payment process"
                : "gateway " + gateway.code() + " is not set up, and it waits for that";
    }
}
