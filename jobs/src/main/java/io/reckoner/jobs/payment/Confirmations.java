package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people say became of intents: of offline charges and refunds, and of what a customer has left undone at a gateway.
 *
 * <p>Nothing is taken for meant that is more likely a slip: another amount than the one asked for, or a second payment, needs a consent
 * of its own, and what has moved is not given up.
 */
final class Confirmations {
    /** What a person has to say besides, where it is meant. */
    enum Consent {
        /** So much came, though another amount was asked for. */
        OTHER_AMOUNT,
        /** The customer has paid once more, under another bank reference. */
        AGAIN
    }

    private final Database database;
    private final Gateways gateways;
    private final Books books;

    Confirmations(Database database, Gateways gateways, Books books) {
        this.database = database;
        this.gateways = gateways;
        this.books = books;
    }

    /**
     * Money of an offline charge came in.
     *
     * @param reference the bank's reference; the intent's id where empty. The same again changes nothing
     * @param act who says so
     * @throws Refusal where it is no offline charge; another amount than asked for, or a second payment, without consent; another amount
     *     under the same reference; consent to a second payment where there is no first, or without a reference of its own
     */
    Standing received(String id, Cents amount, String reference, Set<Consent> consents, Act act) {
        return database.inTransaction(jdbc -> {
            Standing before = locked(jdbc, id);
            requireOffline(before.intent());
            requireKind(before.intent(), Intent.Kind.CHARGE);
            Outcome.Paid paid =
                    new Outcome.Paid(reference.isEmpty() ? before.intent().id() : reference, amount, Optional.empty());
            if (!before.payments().contains(paid)) {
                judge(before, paid, consents);
            }
            if (consents.contains(Consent.AGAIN)) {
                requireOwnReference(before, paid, reference);
            }
            return learned(jdbc, before.intent(), paid, "received " + words(amount, paid), act);
        });
    }

    private static void judge(Standing before, Outcome.Paid paid, Set<Consent> consents) {
        String id = before.intent().id();
        Cents asked = before.intent().cents();
        List<Outcome.Paid> payments = before.payments();
        payments.stream()
                .filter(each -> each.reference().equals(paid.reference()))
                .findFirst()
                .ifPresent(same -> {
                    throw new Refusal("the payment of intent " + id + " under bank reference " + same.reference()
                            + " was confirmed before, of " + same.received() + ", not " + paid.received()
                            + ". Nothing was changed. Give or take the difference with: reckon wallet adjust "
                            + before.intent().account() + ".");
                });
        if (!payments.isEmpty() && !consents.contains(Consent.AGAIN)) {
            throw new Refusal("intent " + id + " was paid before: " + first(payments)
                    + ". Nothing was changed. If the customer has really paid once more, say so with --again.");
        }
        if (payments.isEmpty() && consents.contains(Consent.AGAIN)) {
            throw new Refusal("intent " + id + " was not paid before. Nothing was changed. Leave --again out.");
        }
        if (!paid.received().equals(asked) && !consents.contains(Consent.OTHER_AMOUNT)) {
            throw new Refusal("intent " + id + " asks for " + asked + ", not " + paid.received()
                    + ". Nothing was changed. If just this came, say so with --other-amount.");
        }
    }

    /** A second payment under the first one's reference, or none, would be taken for the one before, and be lost. */
    private static void requireOwnReference(Standing before, Outcome.Paid again, String reference) {
        Outcome.Paid first = before.payments().getFirst();
        if (reference.isEmpty() || first.reference().equals(again.reference())) {
            throw new Refusal("intent " + before.intent().id() + " was paid before: " + first(before.payments())
                    + ". Nothing was changed. Give the bank reference of the second payment, which is another one, with "
                    + "--bank-ref.");
        }
    }

    private static String first(List<Outcome.Paid> payments) {
        return words(payments.getFirst().received(), payments.getFirst());
    }

    /**
     * Money of an offline refund went out, all of it.
     *
     * @param reference the bank's reference; the intent's id where empty. The same again changes nothing
     * @param act who says so
     * @throws Refusal where it is no offline refund, of another amount, or was confirmed under another reference before
     */
    Standing sent(String id, Cents amount, String reference, Act act) {
        return database.inTransaction(jdbc -> {
            Standing before = locked(jdbc, id);
            requireOffline(before.intent());
            requireKind(before.intent(), Intent.Kind.REFUND);
            if (!amount.equals(before.intent().cents())) {
                throw new Refusal(
                        "the refund " + id + " is of " + before.intent().cents() + ", not " + amount
                                + ". Nothing was changed. Confirm what it is of once all of it went out.");
            }
            Outcome.Refunded refunded =
                    new Outcome.Refunded(reference.isEmpty() ? before.intent().id() : reference, amount);
            before.outcome()
                    .filter(Outcome.Refunded.class::isInstance)
                    .filter(known -> !known.gatewayReference().equals(refunded.reference()))
                    .ifPresent(known -> {
                        throw new Refusal("the refund " + id + " went out before, under bank reference "
                                + known.gatewayReference()
                                + ". Nothing was changed. Record another one with: reckon payment refund.");
                    });
            return learned(jdbc, before.intent(), refunded, "sent " + words(amount, refunded), act);
        });
    }

    /**
     * Nothing moved, and nothing will: an offline intent, a page, or a proof to the bank that the customer has left. What a gateway can
     * close is closed there first; what turns out paid is credited instead.
     *
     * @param act who gives it up, and why
     * @throws Refusal without a reason; where money has moved; where the gateway tells by itself what becomes of it; where it could not be closed
     */
    Standing never(String id, Act act) {
        Outcome end = new Outcome.Declined(act.withReason("giving a payment up").reason());
        Standing before = database.inTransaction(jdbc -> requireUnmoved(locked(jdbc, id)));
        Intent intent = before.intent();
        if (intent.gateway() != GatewayName.OFFLINE) {
            requireLeft(before);
            Optional<Outcome> closed = close(before);
            if (closed.orElse(null) instanceof Outcome.Paid paid) {
                return database.inTransaction(jdbc -> {
                    note(
                            jdbc,
                            intent,
                            books.learn(intent, paid, Source.LOOK_UP),
                            "never, but it was paid: " + paid.received(),
                            act);
                    return Books.standing(jdbc, intent);
                });
            }
        }
        return database.inTransaction(jdbc -> {
            requireUnmoved(locked(jdbc, id));
            return learned(jdbc, intent, end, "never", act);
        });
    }

    private static Standing requireUnmoved(Standing before) {
        if (before.isMoved()) {
            Intent intent = before.intent();
            throw new Refusal(PaymentTables.sentence(before)
                    + " Nothing was changed: what has moved cannot be given up."
                    + (intent.kind() == Intent.Kind.CHARGE
                            ? " Send it back with: reckon payment refund " + intent.id() + " AMOUNT --reason WHY."
                            : ""));
        }
        return before;
    }

    /** What a customer may leave undone: a page, or the proof to his bank that a charge of a stored method waits for. */
    private static void requireLeft(Standing before) {
        switch (before.awaited()) {
            case CUSTOMER, MONEY_BACK -> {}
            case MONEY_IN, MONEY_OUT, GATEWAY -> requireOffline(before.intent());
        }
    }

    /** How a charge stands after its gateway was asked to close it; empty where the gateway closes nothing, or never heard of it. */
    private Optional<Outcome> close(Standing charge) {
        GatewayName name = charge.intent().gateway();
        if (!name.capabilities().contains(Capability.CLOSE_PAGE)) {
            return Optional.empty();
        }
        PaymentGateway gateway = gateways.require(name, Capability.CLOSE_PAGE);
        return switch (Sweep.close(gateway, charge.intent(), charge.reference())) {
            case LookUp.Found found -> {
                if (found.outcome() instanceof Outcome.NotTaken) {
                    // Paid it is, and no dollar of it will ever be credited.
                    yield Optional.empty();
                }
                if (!found.outcome().isFinal()) {
                    throw notClosed(charge.intent(), "it is " + found.outcome().state() + " there");
                }
                yield Optional.of(found.outcome());
            }
            case LookUp.NeverArrived never -> {
                if (charge.outcome().orElse(null) instanceof Outcome.ActionRequired) {
                    throw notClosed(
                            charge.intent(),
                            "nobody has been on its page yet, which can be paid until its time is over");
                }
                yield Optional.empty();
            }
            case LookUp.NoAnswer none -> throw notClosed(charge.intent(), none.why());
        };
    }

    private static Refusal notClosed(Intent intent, String why) {
        return new Refusal("intent " + intent.id() + " was not closed at "
                + intent.gateway().code() + ": "
                + PaymentDesk.withoutStop(why)
                + ". Nothing was changed: the customer may still pay it. Try again, or leave it to the sweep.");
    }

    private static void requireOffline(Intent intent) {
        if (intent.gateway() != GatewayName.OFFLINE) {
            throw new Refusal("intent " + intent.id() + " is with gateway "
                    + intent.gateway().code()
                    + ", which says itself what became of it. Ask it with: reckon payment sweep.");
        }
    }

    private static void requireKind(Intent intent, Intent.Kind kind) {
        if (intent.kind() != kind) {
            throw new Refusal(
                    switch (intent.kind()) {
                        case CHARGE -> "intent " + intent.id() + " is a charge: say what came in, with --received.";
                        case REFUND -> "intent " + intent.id() + " is a refund: say what went out, with --sent.";
                        case CANCEL_SUBSCRIPTION -> "intent " + intent.id() + " moves no money.";
                    });
        }
    }

    private static Standing locked(JdbcClient jdbc, String id) {
        IntentTable intents = new IntentTable(jdbc);
        Intent intent = intents.require(id);
        intents.lock(id);
        return Books.standing(jdbc, intent);
    }

    private static String words(Cents amount, Outcome moved) {
        return amount + " under bank reference " + moved.gatewayReference();
    }

    private Standing learned(JdbcClient jdbc, Intent intent, Outcome outcome, String said, Act act) {
        note(jdbc, intent, books.learn(intent, outcome, act), said, act);
        return Books.standing(jdbc, intent);
    }

    /** What changes nothing is no act. */
    private static void note(JdbcClient jdbc, Intent intent, Books.Learning learning, String detail, Act act) {
        switch (learning) {
            case NEW ->
                new ActTable(jdbc).add(act, new IntentTable(jdbc).now(), "payment confirm", intent.id(), detail);
            case KNOWN -> {}
        }
    }
}
