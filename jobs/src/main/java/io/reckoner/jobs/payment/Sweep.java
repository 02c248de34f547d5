package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Thrown;
import io.reckoner.jobs.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks for money and books that do not agree, and mends what it can: webhooks are processed, intents without outcome are
 * looked up, lists of gateways are read, what has ended here is ended at its gateway and sends back what it charges all the same, what is due is booked. What is
 * left is a break.
 */
final class Sweep {
    /**
     * What a sweep came to.
     *
     * @param lookedUp how many intents the gateways were asked about
     * @param resolved how many of them came to a final outcome
     */
    record Swept(Webhooks.Processed webhooks, int lookedUp, int resolved, List<Break> breaks) {}

    private static final String NEVER_ARRIVED = "the gateway was asked and has never heard of it: nothing was charged";

    private static final String NEVER_ARRIVED_STILL =
            "the gateway was asked again and has still never heard of it: nothing was charged";

    private static final String NEVER_BEGUN = "the page's time was over, and nothing was paid on it";

    /** A request may have waited on its way for longer than the first look did. */
    private static final Duration SECOND_LOOK = Duration.ofDays(1);

    private final Database database;
    private final Gateways gateways;
    private final Patience patience;
    private final Books books;
    private final Webhooks webhooks;
    private final GatewayLists lists;
    private final GatewayEndings endings;
    private final LateRenewals lateRenewals;

    Sweep(Database database, Gateways gateways, PaymentEffects effects, Patience patience) {
        this.database = database;
        this.gateways = gateways;
        this.patience = patience;
        this.books = new Books(database, effects);
        this.webhooks = new Webhooks(database, gateways, effects, patience.openAtMost());
        this.lists = new GatewayLists(database, gateways, effects, patience);
        BackOff backOff = new BackOff(patience.lookUpAfter());
        this.endings = new GatewayEndings(database, gateways, effects, backOff);
        this.lateRenewals = new LateRenewals(database, gateways, effects, backOff);
    }

    Swept run() {
        Webhooks.Processed processed = webhooks.process();
        JdbcClient jdbc = database.jdbc();
        IntentTable intents = new IntentTable(jdbc);
        BreakEndTable ends = new BreakEndTable(jdbc);
        Instant now = intents.now();
        List<Break> breaks = new ArrayList<>();
        List<Intent> undecided = new ArrayList<>(intents.undecided(patience.lookUpAfter()));
        intents.declinedByLookUp(NEVER_ARRIVED, SECOND_LOOK).stream()
                .filter(intent -> gateways.find(intent.gateway()).isPresent())
                .forEach(undecided::add);
        int resolved = 0;
        for (Intent intent : undecided) {
            guarded(intent, intent.id(), now, () -> lookUp(intent, now)).ifPresent(breaks::add);
            if (Books.standing(jdbc, intent).outcome().filter(Outcome::isFinal).isPresent()) {
                resolved++;
            }
        }
        breaks.addAll(lists.run(now));
        breaks.addAll(endings.run(now));
        unbooked(intents, now, breaks);
        for (Dispute dispute : new DisputeTable(jdbc).unbooked()) {
            if (ends.isClosed(Break.Kind.DISPUTED_NOT_BOOKED, dispute.effect())) {
                continue;
            }
            Intent charge = intents.find(dispute.charge()).orElseThrow();
            guarded(charge, dispute.effect(), now, () -> books.book(dispute)
                            .map(why -> new Break(
                                    Break.Kind.DISPUTED_NOT_BOOKED,
                                    dispute.effect(),
                                    charge.account(),
                                    dispute.amount(),
                                    age(charge, now),
                                    why)))
                    .ifPresent(breaks::add);
        }
        breaks.addAll(StandingBreaks.creditedNotCharged(jdbc));
        breaks.addAll(StandingBreaks.toldRepeatedly(jdbc, now));
        breaks.addAll(StandingBreaks.refundFailed(jdbc, now));
        breaks.addAll(StandingBreaks.strayWebhooks(jdbc));
        breaks.addAll(StandingBreaks.unknownPayments(jdbc));
        breaks.addAll(StandingBreaks.missingAtGateway(jdbc));
        for (Webhooks.Failed failed : processed.failed()) {
            breaks.add(new Break(
                    Break.Kind.NOT_PROCESSED, failed.subject(), "", Cents.NONE, failed.age(), failed.thrown()));
        }
        breaks.removeIf(each -> ends.isClosed(each.kind(), each.subject()));
        breaks.replaceAll(this::sayingWhatHelps);
        return new Swept(processed, undecided.size(), resolved, List.copyOf(breaks));
    }

    /** What could not be processed says what a person can do about it, and from when on. What fails there, too, says nothing more. */
    private Break sayingWhatHelps(Break open) {
        if (open.kind() != Break.Kind.NOT_PROCESSED) {
            return open;
        }
        try {
            return database.inTransaction(jdbc -> new StandingBreaks(jdbc, gateways, books, patience.openAtMost())
                            .unprocessed()
                            .closing(open.subject()))
                    .map(closing -> open.saying(closing.words()))
                    .orElse(open);
        } catch (RuntimeException fault) {
            return open;
        }
    }

    /** Asks for one, and says what is left to do about it. */
    private Optional<Break> lookUp(Intent intent, Instant now) {
        Optional<PaymentGateway> gateway = gateways.find(intent.gateway());
        if (gateway.isEmpty()) {
            return Optional.of(
                    undecided(intent, now, "gateway " + intent.gateway().code() + " is not set up"));
        }
        Standing standing = Books.standing(database.jdbc(), intent);
        switch (ask(gateway.get(), intent, standing.reference())) {
            case LookUp.Found found -> books.learn(intent, found.outcome(), Source.LOOK_UP);
            case LookUp.NeverArrived never -> {
                // Money that was seen there is no less there for not being found.
                if (!(standing.outcome().orElse(null) instanceof Outcome.NotTaken)) {
                    books.learn(intent, new Outcome.Declined(neverArrived(standing)), Source.LOOK_UP);
                }
            }
            case LookUp.NoAnswer none -> {
                return Optional.of(undecided(intent, now, none.why()));
            }
        }
        Standing after = closed(gateway.get(), Books.standing(database.jdbc(), intent), now);
        if (after.outcome().orElse(null) instanceof Outcome.NotTaken foreign) {
            return Optional.of(new Break(
                    Break.Kind.NOT_TAKEN,
                    intent.id(),
                    intent.account(),
                    intent.cents(),
                    age(intent, now),
                    foreign.why()));
        }
        boolean isOpen = after.outcome().filter(Outcome::isFinal).isEmpty();
        boolean closesByItself = after.outcome().orElse(null) instanceof Outcome.ActionRequired
                && gateway.get().capabilities().contains(Capability.CLOSE_PAGE);
        return isOpen
                        && age(intent, now)
                                        .compareTo(closesByItself ? patience.pageOpenAtMost() : patience.openAtMost())
                                > 0
                ? Optional.of(new Break(
                        Break.Kind.STILL_OPEN,
                        intent.id(),
                        intent.account(),
                        intent.cents(),
                        age(intent, now),
                        after.state() + ". " + after.awaited().remedy(intent.id())))
                : Optional.empty();
    }

    /** Closes what the customer has left for longer than a page lives; returns how it stands then. */
    private Standing closed(PaymentGateway gateway, Standing standing, Instant now) {
        Intent intent = standing.intent();
        boolean isLeft = standing.outcome().orElse(null) instanceof Outcome.ActionRequired
                && age(intent, now).compareTo(patience.pageLife()) > 0;
        if (!isLeft || !gateway.capabilities().contains(Capability.CLOSE_PAGE)) {
            return standing;
        }
        switch (close(gateway, intent, standing.reference())) {
            case LookUp.Found found -> books.learn(intent, found.outcome(), Source.LOOK_UP);
            case LookUp.NeverArrived never -> books.learn(intent, new Outcome.Declined(NEVER_BEGUN), Source.LOOK_UP);
            case LookUp.NoAnswer none -> {}
        }
        return Books.standing(database.jdbc(), intent);
    }

    /** Closes a page at one gateway; a fault of the adapter is no answer. */
    static LookUp close(PaymentGateway gateway, Intent intent, Optional<String> reference) {
        try {
            return gateway.close(intent, reference);
        } catch (RuntimeException fault) {
            return new LookUp.NoAnswer("it could not be closed: " + fault.getMessage());
        }
    }

    /** Said again in other words, so that it is asked for twice and no third time. */
    private static String neverArrived(Standing standing) {
        return switch (standing.intent().kind()) {
            case CHARGE ->
                standing.declined().filter(NEVER_ARRIVED::equals).isPresent() ? NEVER_ARRIVED_STILL : NEVER_ARRIVED;
            case REFUND -> NEVER_ARRIVED;
            case CANCEL_SUBSCRIPTION -> "the gateway was asked and knows no such subscription";
        };
    }

    /** Asks one gateway about one intent; a fault of the adapter is no answer. */
    static LookUp ask(PaymentGateway gateway, Intent intent, Optional<String> reference) {
        if (!gateway.capabilities().contains(Capability.LOOK_UP)) {
            return new LookUp.Found(new Outcome.Pending(reference.orElse(intent.id())));
        }
        try {
            return gateway.lookUp(intent, reference);
        } catch (RuntimeException fault) {
            return new LookUp.NoAnswer("the look-up failed: " + fault.getMessage());
        }
    }

    private void unbooked(IntentTable intents, Instant now, List<Break> breaks) {
        for (Intent intent : intents.unbooked()) {
            if (!new BreakEndTable(database.jdbc()).isSettled(intent)) {
                guarded(intent, intent.id(), now, () -> book(intent, now)).ifPresent(breaks::add);
            }
        }
    }

    private static Break.Kind unbookedKind(Intent intent) {
        return intent.kind() == Intent.Kind.REFUND ? Break.Kind.REFUNDED_NOT_BOOKED : Break.Kind.CHARGED_NOT_CREDITED;
    }

    private Optional<Break> book(Intent intent, Instant now) {
        if (LateCharges.isLate(database.jdbc(), intent)) {
            return lateRenewals.sendBack(intent, now);
        }
        return books.book(intent)
                .map(why -> new Break(
                        unbookedKind(intent),
                        intent.id(),
                        intent.account(),
                        intent.cents(),
                        age(intent, now),
                        PaymentDesk.withoutStop(why)
                                + Books.standing(database.jdbc(), intent)
                                        .reference()
                                        .map(reference -> " (payment " + reference + ")")
                                        .orElse("")));
    }

    /** One row that fails in a way nobody expects holds up no other: it is named with what was thrown. */
    private static Optional<Break> guarded(Intent intent, String subject, Instant now, Supplier<Optional<Break>> step) {
        try {
            return step.get();
        } catch (RuntimeException fault) {
            return Optional.of(new Break(
                    Break.Kind.NOT_PROCESSED,
                    subject,
                    intent.account(),
                    intent.cents(),
                    age(intent, now),
                    Thrown.inOneLine(fault)));
        }
    }

    private static Break undecided(Intent intent, Instant now, String why) {
        return new Break(Break.Kind.UNDECIDED, intent.id(), intent.account(), intent.cents(), age(intent, now), why);
    }

    private static Duration age(Intent intent, Instant now) {
        return Duration.between(intent.recordedAt(), now);
    }
}
