package io.reckoner.jobs.payment;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.database.Database;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks gateways to charge, to refund and to cancel: the intent is committed first, then the gateway is called with the
 * intent's id as idempotency key, then the outcome is committed together with its effect.
 *
 * <p>Only the process that wrote an intent calls for it. One that finds it there is told how it stands.
 */
public final class Cashier {
    private final Database database;
    private final Gateways gateways;
    private final Books books;

    public Cashier(Database database, Gateways gateways, PaymentEffects effects) {
        this.database = database;
        this.gateways = gateways;
        this.books = new Books(database, effects);
    }

    /**
     * Charges a customer, or says how the same wish stands that was made before.
     *
     * @throws Refusal before anything was written: gateway not set up or not able, amount below its minimum, a plan where another amount
     *     than was asked for may arrive, unknown account, another charge of the account and purpose in flight, key used for another wish, or the books would refuse what is bought:
     *     another price than the plan's, no such plan, nothing to switch from
     */
    public Standing charge(ChargeOrder order, Act act) {
        return charge(order, Condition.NONE, act);
    }

    /**
     * Charges a customer as {@link #charge(ChargeOrder, Act)} does, if a condition holds right before the charge is ordered. It is not
     * asked of a wish that was made before.
     */
    public Standing charge(ChargeOrder order, Condition condition, Act act) {
        PaymentGateway gateway = able(order.gateway(), order.means(), order.amount());
        return carryOut(act, gateway::charge, jdbc -> {
            // The turn comes before the place in flight, for all charges alike: else two could wait for each other.
            new TurnTable(jdbc).take();
            if (new IntentTable(jdbc).withKey(order.key().text()).isEmpty()) {
                requireExact(order, gateway);
                condition.require(jdbc);
            }
            return open(jdbc, order);
        });
    }

    /** Refuses a plan where another amount than was asked for may arrive. */
    private static void requireExact(ChargeOrder order, PaymentGateway gateway) {
        if (order.plan().isPresent() && !gateway.capabilities().contains(Capability.EXACT_AMOUNTS)) {
            throw new Refusal(
                    "gateway " + order.gateway().code() + " cannot "
                            + Capability.EXACT_AMOUNTS.words()
                            + ", and a plan opens for its exact price alone. Sell the plan by another gateway, or credit by this one.");
        }
    }

    /**
     * Refuses what could never be charged, for those who set up charges to come.
     *
     * @throws Refusal gateway not set up or not able, amount below its minimum
     */
    public void requireAble(GatewayName name, Means means, Cents amount) {
        able(name, means, amount);
    }

    private PaymentGateway able(GatewayName name, Means means, Cents amount) {
        PaymentGateway gateway = gateways.require(name, means.needs());
        if (amount.compareTo(gateway.minimum()) < 0) {
            throw new Refusal(
                    "gateway " + name.code() + " charges at least " + gateway.minimum() + ", not " + amount + ".");
        }
        return gateway;
    }

    /**
     * Sends money of a charge back.
     *
     * @throws Refusal before anything was written: no such charge, not paid, more than is left of it, or the books would not follow
     */
    public Standing refund(String charge, Cents amount, Reference key, Act act) {
        Intent paid = require(charge);
        PaymentGateway gateway = gateways.require(paid.gateway(), Capability.REFUND);
        return carryOut(act, gateway::refund, jdbc -> refundable(jdbc, paid, amount, key));
    }

    /** Ends a subscription that the gateway renews, as a charge of ours began it. */
    public Standing cancel(String account, GatewayName name, String subscription, Reference key, Act act) {
        PaymentGateway gateway = gateways.require(name, Capability.OWN_SUBSCRIPTIONS);
        return carryOut(act, gateway::cancel, jdbc -> {
            new Accounts(jdbc).require(account);
            return new Intent(
                    freshId(),
                    account,
                    name,
                    Purpose.PLAN_CYCLE,
                    Optional.empty(),
                    Cents.NONE,
                    new Means.CancelOf(subscription),
                    key.text(),
                    new IntentTable(jdbc).now());
        });
    }

    /** How an intent stands. */
    public Standing standing(String id) {
        Intent intent = require(id);
        return Books.standing(database.jdbc(), intent);
    }

    /** How the newest intents stand, newest first. */
    public List<Standing> newest(Optional<String> account, int limit) {
        JdbcClient jdbc = database.jdbc();
        return new IntentTable(jdbc)
                .newest(account, limit).stream()
                        .map(intent -> Books.standing(jdbc, intent))
                        .toList();
    }

    private Intent require(String id) {
        return new IntentTable(database.jdbc()).require(id);
    }

    private Standing carryOut(Act act, Function<Intent, Outcome> call, Function<JdbcClient, Intent> wish) {
        Opened opened = database.inTransaction(jdbc -> write(jdbc, wish.apply(jdbc), act));
        if (opened.isOurs()) {
            books.learn(opened.intent(), answer(opened.intent(), call), Source.CALL);
        }
        return standing(opened.intent().id());
    }

    /** A fault of the adapter after the request was sent says nothing about the money. */
    private static Outcome answer(Intent intent, Function<Intent, Outcome> call) {
        try {
            return call.apply(intent);
        } catch (RuntimeException fault) {
            return new Outcome.Unknown(
                    "the call failed: " + fault.getClass().getSimpleName() + ": " + fault.getMessage());
        }
    }

    /** An intent, and whether it was written by us now. */
    private record Opened(Intent intent, boolean isOurs) {}

    private Opened write(JdbcClient jdbc, Intent wish, Act act) {
        IntentTable intents = new IntentTable(jdbc);
        Optional<Intent> before = intents.withKey(wish.key());
        if (before.isPresent()) {
            return recognised(wish, before.get());
        }
        if (!intents.add(wish, act)) {
            return recognised(wish, intents.withKey(wish.key()).orElseThrow());
        }
        if (wish.kind() == Intent.Kind.CHARGE) {
            new FlightTable(jdbc).start(wish).ifPresent(other -> {
                throw new Refusal("account " + wish.account() + " has a "
                        + purpose(intents, other).words()
                        + " in flight, intent " + other
                        + ". Nothing was charged. See how it stands with: reckon payment show " + other + ".");
            });
        }
        requireBookable(jdbc, wish);
        new ActTable(jdbc)
                .add(
                        act,
                        wish.recordedAt(),
                        "payment " + wish.kind().code(),
                        wish.account(),
                        wish.cents() + " " + wish.gateway().code() + " " + wish.id());
        return new Opened(wish, true);
    }

    /** The books are asked first: what they would refuse is not asked of the gateway. */
    private void requireBookable(JdbcClient jdbc, Intent wish) {
        switch (wish.means()) {
            case Means.RefundOf of ->
                books.requireRefundable(
                        jdbc, new IntentTable(jdbc).find(of.charge()).orElseThrow(), wish);
            case Means.StoredMethod stored -> books.requireSellable(jdbc, wish);
            case Means.CheckoutPage page -> books.requireSellable(jdbc, wish);
            case Means.CancelOf cancel -> {}
        }
    }

    private static Purpose purpose(IntentTable intents, String intent) {
        return intents.find(intent).orElseThrow().purpose();
    }

    private static Opened recognised(Intent wish, Intent before) {
        if (!before.isSameWish(wish)) {
            throw new Refusal("reference " + wish.key() + " was used before, for " + before.cents() + " of account "
                    + before.account() + " by " + before.gateway().code()
                    + ". Nothing was changed. Take another reference if this is another act.");
        }
        return new Opened(before, false);
    }

    private static Intent open(JdbcClient jdbc, ChargeOrder order) {
        new Accounts(jdbc).require(order.account());
        return new Intent(
                freshId(),
                order.account(),
                order.gateway(),
                order.purpose(),
                order.plan(),
                order.amount(),
                order.means(),
                order.key().text(),
                new IntentTable(jdbc).now());
    }

    /** Refunds of one charge wait for each other, so that together they cannot exceed it. */
    private static Intent refundable(JdbcClient jdbc, Intent charge, Cents amount, Reference key) {
        IntentTable intents = new IntentTable(jdbc);
        intents.lock(charge.id());
        // After the intent, as when an outcome is booked; kept until the refund is written, so that one by hand sees
        // it.
        new TurnTable(jdbc).take();
        if (!(Books.standing(jdbc, charge).outcome().orElse(null) instanceof Outcome.Paid paid)) {
            throw new Refusal("intent " + charge.id() + " was not paid, so there is nothing to send back.");
        }
        Intent wish = new Intent(
                freshId(),
                charge.account(),
                charge.gateway(),
                charge.purpose(),
                charge.plan(),
                amount,
                new Means.RefundOf(charge.id(), paid.reference()),
                key.text(),
                intents.now());
        if (intents.withKey(key.text()).isPresent()) {
            return wish;
        }
        long sent = intents.refundsOf(charge.id()).stream()
                .filter(refund -> refund.means() instanceof Means.RefundOf of
                        && of.payment().equals(paid.reference())
                        && Books.standing(jdbc, refund).declined().isEmpty())
                .mapToLong(refund -> refund.cents().count())
                .sum();
        Cents left = new Cents(Math.max(0, paid.received().count() - sent));
        if (!amount.isPositive() || amount.compareTo(left) > 0) {
            throw new Refusal("a refund of " + amount + " is not possible: of the " + paid.received()
                    + " paid by intent " + charge.id() + " " + left + " can still be sent back.");
        }
        return wish;
    }

    private static String freshId() {
        return "pay_" + UUID.randomUUID().toString().replace("-", "");
    }
}
