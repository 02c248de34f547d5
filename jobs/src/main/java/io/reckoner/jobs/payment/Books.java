package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records what was learned of intents, and lets it have its effect in the same transaction.
 *
 * <p>Whoever learns of an intent waits for the others: the call, a look-up and fifty webhooks at once record one payment and
 * give one credit. An effect that is refused leaves the outcome recorded and the effect due.
 */
final class Books {
    /** What recording came to. */
    enum Learning {
        /** It was new. */
        NEW,
        /** It was known, or what is known counts more. */
        KNOWN
    }

    private final Database database;
    private final PaymentEffects effects;

    Books(Database database, PaymentEffects effects) {
        this.database = database;
        this.effects = effects;
    }

    /** Records an outcome, in a transaction of its own or the one in progress. */
    Learning learn(Intent intent, Outcome outcome, Source source) {
        return learn(intent, outcome, source, Optional.empty());
    }

    /** Records what a person says became of an intent, with who says so. */
    Learning learn(Intent intent, Outcome outcome, Act said) {
        return learn(intent, outcome, Source.OPERATOR, Optional.of(said.actor()));
    }

    private Learning learn(Intent intent, Outcome outcome, Source source, Optional<String> actor) {
        return database.inTransaction(jdbc -> {
            IntentTable intents = new IntentTable(jdbc);
            intents.lock(intent.id());
            Standing before = standing(jdbc, intent);
            if (!before.isNews(outcome)) {
                return Learning.KNOWN;
            }
            new OutcomeTable(jdbc).add(intent, before.learned().size() + 1, outcome, source, actor);
            if (outcome.isFinal()) {
                new FlightTable(jdbc).end(intent);
            }
            book(jdbc, standing(jdbc, intent));
            return Learning.NEW;
        });
    }

    /** Records a stage of a dispute, and books it. */
    Learning learn(Dispute dispute) {
        return database.inTransaction(jdbc -> {
            IntentTable intents = new IntentTable(jdbc);
            intents.lock(dispute.charge());
            if (!new DisputeTable(jdbc).add(dispute)) {
                return Learning.KNOWN;
            }
            book(jdbc, dispute);
            return Learning.NEW;
        });
    }

    /** Tries again what is due. Returns why it is refused, empty once it is booked. */
    Optional<String> book(Intent intent) {
        List<String> refused = new ArrayList<>();
        database.inTransaction(jdbc -> {
            new IntentTable(jdbc).lock(intent.id());
            book(jdbc, standing(jdbc, intent)).ifPresent(refused::add);
            return intent;
        });
        return refused.stream().findFirst();
    }

    /** Tries again what is due of a dispute. */
    Optional<String> book(Dispute dispute) {
        List<String> refused = new ArrayList<>();
        database.inTransaction(jdbc -> {
            new IntentTable(jdbc).lock(dispute.charge());
            book(jdbc, dispute).ifPresent(refused::add);
            return dispute;
        });
        return refused.stream().findFirst();
    }

    /**
     * Asks the books whether they would open what a charge is for, at its amount, before any money moves, and leaves them as they are.
     *
     * @throws Refusal for the reason that the books would give: no such plan, another price, nothing to switch from
     */
    void requireSellable(JdbcClient jdbc, Intent charge) {
        rehearse(() -> effects.paid(jdbc, charge, new Outcome.Paid(charge.id(), charge.cents(), Optional.empty())));
    }

    /**
     * Asks the books whether they would follow a refund, before any money moves, and leaves them as they are: other refunds of the
     * charge that may still go through are taken to have done so. Nothing follows where the charge itself is not booked.
     *
     * @throws Refusal for the reason that the books would give
     */
    void requireRefundable(JdbcClient jdbc, Intent charge, Intent refund) {
        if (!new EffectTable(jdbc).has(charge.id())) {
            return;
        }
        List<Intent> open = new IntentTable(jdbc)
                .refundsOf(charge.id()).stream()
                        .map(each -> standing(jdbc, each))
                        .filter(Standing::isUnbooked)
                        .map(Standing::intent)
                        .filter(each -> !each.id().equals(refund.id()))
                        .toList();
        rehearse(() ->
                Stream.concat(open.stream(), Stream.of(refund)).forEach(each -> effects.asked(jdbc, charge, each)));
    }

    /** Why the books would not follow an intent whose money has moved; empty where they would. They are left as they are. */
    Optional<String> refusal(JdbcClient jdbc, Intent intent) {
        Optional<Outcome> outcome = standing(jdbc, intent).outcome();
        return outcome.isEmpty()
                ? Optional.empty()
                : undone(() -> {
                    switch (outcome.get()) {
                        case Outcome.Paid paid -> effects.paid(jdbc, intent, paid);
                        case Outcome.Refunded refunded -> refunded(jdbc, intent, refunded);
                        case Outcome.Failed failed -> effects.failed(jdbc, charge(jdbc, intent), intent, failed);
                        case Outcome.Cancelled cancelled -> {}
                        case Outcome.Declined declined -> {}
                        case Outcome.ActionRequired action -> {}
                        case Outcome.Pending pending -> {}
                        case Outcome.NotTaken foreign -> {}
                        case Outcome.Unknown unknown -> {}
                    }
                });
    }

    /** Why the books would not follow a dispute; empty where they would. They are left as they are. */
    Optional<String> refusal(JdbcClient jdbc, Dispute dispute) {
        Intent charge = new IntentTable(jdbc).find(dispute.charge()).orElseThrow();
        return undone(() -> disputed(jdbc, charge, dispute));
    }

    private void rehearse(Runnable work) {
        undone(work).ifPresent(why -> {
            throw new Refusal("no money was moved, since the books would not follow: " + why);
        });
    }

    /** Does the work and undoes it; returns why it is refused. */
    private Optional<String> undone(Runnable work) {
        try {
            nested().executeWithoutResult(status -> {
                work.run();
                status.setRollbackOnly();
            });
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private TransactionTemplate nested() {
        TransactionTemplate savepoint = new TransactionTemplate(database.transactions());
        savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return savepoint;
    }

    /** An intent with all that is known of it. */
    static Standing standing(JdbcClient jdbc, Intent intent) {
        return new Standing(intent, new OutcomeTable(jdbc).of(intent), new EffectTable(jdbc).has(intent.id()));
    }

    /** Whoever learns more of what a person has closed, or comes upon it by a sweep, books nothing of it. */
    private Optional<String> book(JdbcClient jdbc, Standing standing) {
        Intent intent = standing.intent();
        if (standing.outcome().isEmpty() || new BreakEndTable(jdbc).isSettled(intent)) {
            return Optional.empty();
        }
        return switch (standing.outcome().get()) {
            case Outcome.Paid paid -> once(jdbc, intent.id(), intent, () -> effects.paid(jdbc, intent, paid));
            case Outcome.Refunded refunded -> once(jdbc, intent.id(), intent, () -> refunded(jdbc, intent, refunded));
            case Outcome.Failed failed ->
                once(
                        jdbc,
                        "failed:" + intent.id(),
                        intent,
                        () -> effects.failed(jdbc, charge(jdbc, intent), intent, failed));
            case Outcome.Cancelled cancelled -> Optional.empty();
            case Outcome.Declined declined -> Optional.empty();
            case Outcome.ActionRequired action -> Optional.empty();
            case Outcome.Pending pending -> Optional.empty();
            case Outcome.NotTaken foreign -> Optional.empty();
            case Outcome.Unknown unknown -> Optional.empty();
        };
    }

    /**
     * Nothing was given for a payment that came beside the first, so nothing is taken when it goes back; nor where nothing of what
     * goes back is ours.
     */
    private void refunded(JdbcClient jdbc, Intent refund, Outcome.Refunded refunded) {
        Intent charge = charge(jdbc, refund);
        if (refunded.sent().isPositive()
                && (!(refund.means() instanceof Means.RefundOf of)
                        || !standing(jdbc, charge).isRepeated(of.payment()))) {
            effects.refunded(jdbc, charge, refund, refunded);
        }
    }

    private Optional<String> book(JdbcClient jdbc, Dispute dispute) {
        Intent charge = new IntentTable(jdbc).find(dispute.charge()).orElseThrow();
        return once(jdbc, dispute.effect(), charge, () -> disputed(jdbc, charge, dispute));
    }

    private void disputed(JdbcClient jdbc, Intent charge, Dispute dispute) {
        if (dispute.amount().isPositive() && !standing(jdbc, charge).isRepeated(dispute.payment())) {
            effects.disputed(jdbc, charge, dispute);
        }
    }

    private static Intent charge(JdbcClient jdbc, Intent refund) {
        if (!(refund.means() instanceof Means.RefundOf of)) {
            throw new IllegalStateException(refund.id() + " is no refund");
        }
        return new IntentTable(jdbc).find(of.charge()).orElseThrow();
    }

    /** Within a savepoint: a refused effect must not take the outcome with it. */
    private Optional<String> once(JdbcClient jdbc, String effect, Intent intent, Runnable work) {
        if (new EffectTable(jdbc).has(effect)) {
            return Optional.empty();
        }
        try {
            nested().executeWithoutResult(status -> {
                work.run();
                new EffectTable(jdbc).add(effect, intent);
            });
            return Optional.empty();
        } catch (Refusal refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
