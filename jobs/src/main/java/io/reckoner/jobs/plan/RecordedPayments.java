package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.receipt.Confirmation;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments for plans that a person records, within the transaction of the {@code JdbcClient} given: as {@link Subscriptions} and
 * {@link Switches} do, but not while a charge is in flight that may pay for the same once more. It is judged within the turn, so no
 * charge begins meanwhile. What was recorded before under its reference is recognised, whatever is in flight.
 */
final class RecordedPayments {
    private final Subscriptions subscriptions;
    private final Switches switches;
    private final SubscriptionTable table;
    private final InFlightView flights;
    private final TurnTable turns;

    RecordedPayments(JdbcClient jdbc) {
        this.subscriptions = new Subscriptions(jdbc);
        this.switches = new Switches(jdbc);
        this.table = new SubscriptionTable(jdbc);
        this.flights = new InFlightView(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * The first month of a subscription.
     *
     * @throws Refusal as {@link Subscriptions#subscribe}, or naming a plan's charge in flight
     */
    Subscriptions.Paid subscribe(String account, String planCode, Confirmation confirmation, Act act) {
        requireNone(confirmation, () -> flights.ofPlan(account));
        return subscriptions.subscribe(account, planCode, Optional.empty(), confirmation, act);
    }

    /**
     * A pass.
     *
     * @throws Refusal as {@link Subscriptions#pass}, or naming a plan's charge in flight
     */
    Subscriptions.Paid pass(String account, String planCode, Confirmation confirmation, Act act) {
        requireNone(confirmation, () -> flights.ofPlan(account));
        return subscriptions.pass(account, planCode, Optional.empty(), confirmation, act);
    }

    /**
     * The next month of a subscription.
     *
     * @throws Refusal as {@link Subscriptions#renew}, or naming a plan's charge in flight, which may be for this very month
     */
    Subscriptions.Paid renew(String account, Confirmation confirmation, Act act) {
        requireNone(confirmation, () -> flights.ofPlan(account));
        return subscriptions.renew(account, Optional.empty(), confirmation, act);
    }

    /**
     * Another plan than the live one.
     *
     * @throws Refusal as {@link Switches#switchTo}, or naming any charge of the account in flight
     */
    Subscriptions.Paid switchTo(String account, String planCode, Confirmation confirmation, Act act) {
        requireNone(confirmation, () -> flights.of(account));
        return switches.switchTo(account, planCode, Optional.empty(), confirmation, act);
    }

    private void requireNone(Confirmation confirmation, Supplier<Optional<InFlight>> found) {
        turns.take();
        if (table.cycle(confirmation.reference().text()).isEmpty()) {
            found.get().ifPresent(flight -> {
                throw flight.refusal();
            });
        }
    }
}
