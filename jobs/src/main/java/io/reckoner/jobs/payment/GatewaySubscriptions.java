package io.reckoner.jobs.payment;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.database.Database;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What follows where a gateway tells of a subscription that it renews by itself: that a month was paid, or that it ended. One that a charge of
 * ours began is known by that charge; else by the gateway's id of it, as one that was taken over from another system, or any in a list.
 */
final class GatewaySubscriptions {
    private final Database database;
    private final Concerned concerned;
    private final Books books;
    private final PaymentEffects effects;

    GatewaySubscriptions(Database database, Concerned concerned, Books books, PaymentEffects effects) {
        this.database = database;
        this.concerned = concerned;
        this.books = books;
        this.effects = effects;
    }

    /**
     * The first month is the charge that began the subscription; every other is a charge the gateway made by itself. What it took before the
     * subscription was taken over is booked in the system before.
     */
    Consequences.End paid(GatewayName gateway, GatewayEvent.CyclePaid event) {
        Optional<Intent> named = concerned.intent(gateway, event.about());
        if (named.isPresent()) {
            return paid(gateway, named.get(), event);
        }
        JdbcClient jdbc = database.jdbc();
        if (new TakenOverTable(jdbc).isPaidBefore(gateway, event.subscription(), event.paidAt())) {
            return new Consequences.End.Ignored(Listing.PAID + event.paid().received() + " for subscription "
                    + event.subscription() + ", before it was taken over");
        }
        Optional<GatewayMonth> newest = new GatewaySubscriptionView(jdbc).newest(gateway, event.subscription());
        if (newest.isEmpty()) {
            return new Consequences.End.Unmatched(
                    Listing.PAID + event.paid().received() + " for subscription " + event.subscription() + ", payment "
                            + event.paid().reference(),
                    event.paid().reference());
        }
        GatewayMonth month = newest.get();
        return new IntentTable(jdbc)
                .find(month.cycle())
                .map(charge -> paid(gateway, charge, event))
                .orElseGet(() ->
                        next(gateway, month.account(), Optional.of(month.plan()), new Means.CheckoutPage(""), event));
    }

    private Consequences.End paid(GatewayName gateway, Intent charge, GatewayEvent.CyclePaid event) {
        boolean isFirst = database.inTransaction(jdbc -> {
            new IntentTable(jdbc).lock(charge.id());
            Optional<Outcome> known = Books.standing(jdbc, charge).outcome();
            return !(known.orElse(null) instanceof Outcome.Paid paid)
                    || paid.reference().equals(event.paid().reference());
        });
        if (isFirst) {
            return learn(charge, event);
        }
        Means means = new Means.CheckoutPage(charge.means() instanceof Means.CheckoutPage page ? page.product() : "");
        return next(gateway, charge.account(), charge.plan(), means, event);
    }

    private Consequences.End next(
            GatewayName gateway, String account, Optional<String> plan, Means means, GatewayEvent.CyclePaid event) {
        String key = gateway.code() + ":" + event.paid().reference();
        Cents received = event.paid().received();
        return learn(
                database.inTransaction(jdbc -> Consequences.afterwards(
                        jdbc, gateway, account, plan, Purpose.PLAN_CYCLE, key, means, received)),
                event);
    }

    private Consequences.End learn(Intent charge, GatewayEvent.CyclePaid event) {
        new GatewaySubscriptionTable(database.jdbc()).add(charge, event.subscription(), event.paidAt());
        return Consequences.learn(books, charge, event.paid());
    }

    /** The subscription is renewed no more. */
    Consequences.End ended(GatewayName gateway, GatewayEvent.SubscriptionEnded event) {
        Optional<GatewayMonth> newest =
                new GatewaySubscriptionView(database.jdbc()).newest(gateway, event.subscription());
        Optional<Intent> charge = newest.map(GatewayMonth::cycle)
                .flatMap(new IntentTable(database.jdbc())::find)
                .or(() -> concerned.intent(gateway, event.about()));
        return charge.map(intent -> database.inTransaction(jdbc -> ended(jdbc, intent, event.subscription())))
                .or(() -> newest.map(month -> database.inTransaction(jdbc -> ended(jdbc, month))))
                .orElseGet(() -> new Consequences.End.Unmatched("subscription " + event.subscription() + " ended", ""));
    }

    /** Kept where it is news: what was paid before may be booked later, and ends with its month then. */
    private Consequences.End ended(JdbcClient jdbc, Intent charge, String subscription) {
        new IntentTable(jdbc).lock(charge.id());
        GatewaySubscriptionEndTable ends = new GatewaySubscriptionEndTable(jdbc);
        boolean isNews = !ends.isTold(charge);
        if (isNews) {
            ends.add(charge, subscription);
        }
        GatewayMonth month = new GatewayMonth(
                charge.gateway(), charge.account(), charge.plan().orElse(""), charge.id());
        return hasEnded(jdbc, month) || isNews
                ? new Consequences.End.Applied(charge)
                : new Consequences.End.Known(charge);
    }

    /** Of one that was taken over, and has paid nothing here. What it paid before and is heard of later is its last month. */
    private Consequences.End ended(JdbcClient jdbc, GatewayMonth month) {
        return hasEnded(jdbc, month)
                ? new Consequences.End.Applied(Optional.empty())
                : new Consequences.End.Known(Optional.empty());
    }

    private boolean hasEnded(JdbcClient jdbc, GatewayMonth month) {
        try {
            effects.ended(jdbc, month);
            return true;
        } catch (Refusal nothingToEnd) {
            return false;
        }
    }
}
