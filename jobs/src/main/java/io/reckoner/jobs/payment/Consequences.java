package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.database.Database;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What follows from an event that a gateway tells of: outcomes of intents, disputes, cycles, and the end of subscriptions. */
final class Consequences {
    /** What followed from one. */
    sealed interface End {
        /** @param intent empty where it is about what was taken over, and no intent of ours */
        record Applied(Optional<Intent> intent) implements End {
            Applied(Intent intent) {
                this(Optional.of(intent));
            }
        }

        /** @param intent as for {@link Applied} */
        record Known(Optional<Intent> intent) implements End {
            Known(Intent intent) {
                this(Optional.of(intent));
            }
        }

        record Ignored(String type) implements End {}

        record Unreadable(String why) implements End {}

        /**
         * What it is about is not known, perhaps not yet.
         *
         * @param moved the gateway's id of the payment, refund or dispute that it tells of, as the gateway's list names it; empty where it names none
         */
        record Unmatched(String what, String moved) implements End {}
    }

    private final Database database;
    private final Books books;
    private final Concerned concerned;
    private final GatewaySubscriptions subscriptions;

    Consequences(Database database, Gateways gateways, PaymentEffects effects) {
        this.database = database;
        this.books = new Books(database, effects);
        this.concerned = new Concerned(database, gateways);
        this.subscriptions = new GatewaySubscriptions(database, concerned, books, effects);
    }

    /** Records what an event tells, and lets it have its effect. */
    End of(GatewayName gateway, GatewayEvent event) {
        return switch (event) {
            case GatewayEvent.PaidEvent paid ->
                learn(
                        gateway,
                        paid.about(),
                        paid.paid(),
                        Listing.PAID + paid.paid().received());
            case GatewayEvent.DeclinedEvent declined ->
                learn(gateway, declined.about(), new Outcome.Declined(declined.reason()), "declined");
            case GatewayEvent.NotTakenEvent foreign -> notTaken(gateway, foreign);
            case GatewayEvent.UnderWay way ->
                learn(gateway, way.about(), new Outcome.Pending(way.about().payment()), "under way");
            case GatewayEvent.RefundedEvent refunded -> refunded(gateway, refunded);
            case GatewayEvent.RefundFailed failed -> failed(gateway, failed);
            case GatewayEvent.DisputeOpened opened ->
                disputed(
                        gateway,
                        opened.about(),
                        opened.dispute(),
                        Dispute.State.OPENED,
                        opened.amount(),
                        opened.share());
            case GatewayEvent.DisputeWon won ->
                disputed(gateway, won.about(), won.dispute(), Dispute.State.WON, won.amount(), Optional.empty());
            case GatewayEvent.DisputeLost lost ->
                disputed(gateway, lost.about(), lost.dispute(), Dispute.State.LOST, lost.amount(), Optional.empty());
            case GatewayEvent.CyclePaid cycle -> subscriptions.paid(gateway, cycle);
            case GatewayEvent.SubscriptionEnded ended -> subscriptions.ended(gateway, ended);
            case GatewayEvent.Other other -> new End.Ignored(other.type());
            case GatewayEvent.Unreadable garbled -> new End.Unreadable(garbled.why());
        };
    }

    private End learn(GatewayName gateway, GatewayEvent.About about, Outcome outcome, String what) {
        return concerned
                .intent(gateway, about)
                .map(intent -> learn(intent, outcome))
                .orElseGet(() -> concerned
                        .otherName(gateway, about)
                        .<End>map(name -> new End.Ignored(what + ", which is told of as " + name))
                        .orElseGet(() -> new End.Unmatched(
                                what + ", payment " + about.payment() + " " + about.intent(),
                                outcome instanceof Outcome.Paid paid ? paid.reference() : "")));
    }

    private End learn(Intent intent, Outcome outcome) {
        return learn(books, intent, outcome);
    }

    static End learn(Books books, Intent intent, Outcome outcome) {
        return switch (books.learn(intent, outcome, Source.WEBHOOK)) {
            case NEW -> new End.Applied(intent);
            case KNOWN -> new End.Known(intent);
        };
    }

    /** Waits with its intent for a person, who may have given it up since. Beside another payment of it, it is named by itself. */
    private End notTaken(GatewayName gateway, GatewayEvent.NotTakenEvent event) {
        Optional<Standing> waiting = concerned
                .intent(gateway, event.about())
                .map(intent -> Books.standing(database.jdbc(), intent))
                .filter(standing -> !standing.isMoved());
        if (waiting.isEmpty()) {
            return new End.Unreadable(event.foreign().why());
        }
        Intent intent = waiting.get().intent();
        return waiting.get().hasLearned(event.foreign()) ? new End.Known(intent) : learn(intent, event.foreign());
    }

    private End refunded(GatewayName gateway, GatewayEvent.RefundedEvent event) {
        return refund(gateway, event.about(), event.refund(), event.sent(), event.share())
                .map(refund -> learn(
                        refund,
                        new Outcome.Refunded(
                                event.refund(), event.share().isPresent() ? refund.cents() : event.sent())))
                .orElseGet(() -> new End.Unmatched(
                        Listing.REFUNDED + event.sent() + ", payment "
                                + event.about().payment(),
                        event.refund()));
    }

    /** Heard of before or after its success, a refund that failed was not made: what was booked for it is undone. */
    private End failed(GatewayName gateway, GatewayEvent.RefundFailed event) {
        Outcome.Failed outcome = new Outcome.Failed(event.refund(), event.reason());
        return refund(gateway, event.about(), event.refund(), event.amount(), Optional.empty())
                .map(refund -> learn(refund, outcome))
                .orElseGet(() -> new End.Unmatched(
                        "refund " + event.refund() + " of " + event.amount() + " failed, payment "
                                + event.about().payment(),
                        ""));
    }

    /**
     * The refund that an event speaks of: ours where it names it, else one of the charge it is about. One intent is one refund: a second that
     * names it is none of ours.
     */
    private Optional<Intent> refund(
            GatewayName gateway, GatewayEvent.About about, String reference, Cents amount, Optional<Share> share) {
        Optional<Intent> named = concerned.intent(gateway, about).filter(intent -> intent.kind() == Intent.Kind.REFUND);
        boolean isAnother = named.flatMap(
                        intent -> Books.standing(database.jdbc(), intent).reference())
                .filter(known -> !known.equals(reference))
                .isPresent();
        return named.isPresent() && !isAnother
                ? named
                : concerned
                        .charge(gateway, isAnother ? new GatewayEvent.About("", about.payment()) : about)
                        .map(charge -> refundOf(charge, reference, amount, share));
    }

    /**
     * The refund that an event without our id speaks of: the one that has its reference, else one that was made at the gateway and is written
     * now. Never one of ours that waits for an answer, though it be of the same amount: what we asked for names our id.
     */
    private Intent refundOf(Concerned.Charge about, String reference, Cents amount, Optional<Share> share) {
        Intent charge = about.intent();
        return database.inTransaction(jdbc -> {
            IntentTable intents = new IntentTable(jdbc);
            intents.lock(charge.id());
            return intents.refundsOf(charge.id()).stream()
                    .filter(refund -> Books.standing(jdbc, refund)
                            .reference()
                            .filter(reference::equals)
                            .isPresent())
                    .findFirst()
                    .orElseGet(() -> afterwards(
                            jdbc,
                            charge,
                            charge.purpose(),
                            charge.gateway().code() + ":refund:" + reference,
                            new Means.RefundOf(charge.id(), about.payment()),
                            ours(jdbc, about, PartTable.Kind.REFUND, reference, amount, share)));
        });
    }

    /** Ours of what goes back; the charge is locked. */
    private static Cents ours(
            JdbcClient jdbc,
            Concerned.Charge about,
            PartTable.Kind kind,
            String reference,
            Cents gross,
            Optional<Share> share) {
        return share.map(
                        each -> new PartTable(jdbc).ours(about.intent(), about.payment(), kind, reference, gross, each))
                .orElse(gross);
    }

    private End disputed(
            GatewayName gateway,
            GatewayEvent.About about,
            String dispute,
            Dispute.State state,
            Cents amount,
            Optional<Share> share) {
        Optional<Concerned.Charge> found = concerned.charge(gateway, about);
        if (found.isEmpty()) {
            return new End.Unmatched(
                    Listing.DISPUTE + dispute + " of " + amount + ", payment " + about.payment(), dispute);
        }
        Intent charge = found.get().intent();
        String payment = found.get().payment();
        Cents ours = database.inTransaction(jdbc -> {
            new IntentTable(jdbc).lock(charge.id());
            return ours(jdbc, found.get(), PartTable.Kind.DISPUTE, dispute, amount, share);
        });
        // Whatever the order of arrival, a dispute is opened before it ends.
        Books.Learning opened =
                books.learn(new Dispute(gateway, dispute, Dispute.State.OPENED, charge.id(), payment, ours));
        Books.Learning ended = state == Dispute.State.OPENED
                ? opened
                : books.learn(new Dispute(gateway, dispute, state, charge.id(), payment, ours));
        return switch (ended) {
            case NEW -> new End.Applied(charge);
            case KNOWN -> new End.Known(charge);
        };
    }

    /** Writes an intent for what the gateway did without being asked. It is never called for. */
    private static Intent afterwards(
            JdbcClient jdbc, Intent charge, Purpose purpose, String key, Means means, Cents cents) {
        return afterwards(jdbc, charge.gateway(), charge.account(), charge.plan(), purpose, key, means, cents);
    }

    static Intent afterwards(
            JdbcClient jdbc,
            GatewayName gateway,
            String account,
            Optional<String> plan,
            Purpose purpose,
            String key,
            Means means,
            Cents cents) {
        IntentTable intents = new IntentTable(jdbc);
        String id = "pay_" + UUID.randomUUID().toString().replace("-", "");
        Intent intent = new Intent(id, account, gateway, purpose, plan, cents, means, key, intents.now());
        intents.add(intent, new Act("gateway " + gateway.code(), ""));
        return intents.withKey(key).orElseThrow();
    }
}
