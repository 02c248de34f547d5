package io.reckoner.jobs.plan;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.payment.HeldPayments;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.receipt.Payment.Purpose;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.Plan;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments for plans that a person records, within the transaction of the {@code JdbcClient} given: as {@link Subscriptions} and
 * {@link Switches} do, but not while a charge is in flight that may pay for the same once more. It is judged within the turn, so no
 * charge begins meanwhile. What was recorded before under its reference is recognised, whatever is in flight. What a gateway holds is judged by
 * {@link HeldPayments} besides.
 */
final class RecordedPayments {
    private final Subscriptions subscriptions;
    private final Switches switches;
    private final SubscriptionTable table;
    private final InFlightView flights;
    private final HeldPayments held;
    private final TurnTable turns;

    RecordedPayments(JdbcClient jdbc) {
        this.subscriptions = new Subscriptions(jdbc);
        this.switches = new Switches(jdbc);
        this.table = new SubscriptionTable(jdbc);
        this.flights = new InFlightView(jdbc);
        this.held = new HeldPayments(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * What is sold, once it is known that nothing else may pay for it.
     *
     * @param isAnew whether it is a plan of its own; else it goes on with the newest that the account has
     */
    private record PlanSale(
            String account,
            Purpose purpose,
            boolean isAnew,
            Supplier<Optional<InFlight>> inFlight,
            Supplier<Plan> plan,
            Function<Confirmation, Subscriptions.Paid> open) {}

    /**
     * The first month of a subscription.
     *
     * @throws Refusal as {@link Subscriptions#subscribe}, or naming a plan's charge in flight
     */
    Subscriptions.Paid subscribe(String account, String planCode, PaidWay way, Act act) {
        return record(
                way,
                anew(
                        account,
                        planCode,
                        confirmation ->
                                subscriptions.subscribe(account, planCode, Optional.empty(), confirmation, act)));
    }

    /**
     * A pass.
     *
     * @throws Refusal as {@link Subscriptions#pass}, or naming a plan's charge in flight
     */
    Subscriptions.Paid pass(String account, String planCode, PaidWay way, Act act) {
        return record(
                way,
                anew(
                        account,
                        planCode,
                        confirmation -> subscriptions.pass(account, planCode, Optional.empty(), confirmation, act)));
    }

    /**
     * The next month of a subscription.
     *
     * @throws Refusal as {@link Subscriptions#renew}, or naming a plan's charge in flight, which may be for this very month
     */
    Subscriptions.Paid renew(String account, PaidWay way, Act act) {
        return record(
                way,
                new PlanSale(
                        account,
                        Purpose.PLAN,
                        false,
                        () -> flights.ofPlan(account),
                        () -> subscriptions.renewed(account),
                        confirmation -> subscriptions.renew(account, Optional.empty(), confirmation, act)));
    }

    /**
     * Another plan than the live one.
     *
     * @throws Refusal as {@link Switches#switchTo}, or naming any charge of the account in flight
     */
    Subscriptions.Paid switchTo(String account, String planCode, PaidWay way, Act act) {
        return record(
                way,
                new PlanSale(
                        account,
                        Purpose.SWITCH,
                        false,
                        () -> flights.of(account),
                        () -> subscriptions.plan(planCode),
                        confirmation -> switches.switchTo(account, planCode, Optional.empty(), confirmation, act)));
    }

    private PlanSale anew(String account, String planCode, Function<Confirmation, Subscriptions.Paid> open) {
        return new PlanSale(
                account, Purpose.PLAN, true, () -> flights.ofPlan(account), () -> subscriptions.plan(planCode), open);
    }

    private Subscriptions.Paid record(PaidWay way, PlanSale sale) {
        return switch (way) {
            case PaidWay.IntoTheBank bank -> {
                turns.take();
                if (table.cycle(bank.confirmation().reference().text()).isEmpty()) {
                    requireNone(sale);
                }
                yield sale.open().apply(bank.confirmation());
            }
            case PaidWay.AtGateway atGateway ->
                held.record(
                        atGateway.held(),
                        atGateway.paidAt(),
                        new HeldPayments.Sale<>(sale.account(), sale.purpose(), () -> item(sale), sale.open()));
        };
    }

    private HeldPayments.Item item(PlanSale sale) {
        requireNone(sale);
        Plan plan = sale.plan().get();
        Money price = Subscriptions.price(plan);
        if (!price.isPositive()) {
            throw new Refusal("plan " + plan.label() + " costs nothing: no gateway holds a payment for it.");
        }
        List<Subscription> all = table.of(sale.account());
        Optional<String> goesOn = sale.isAnew() || all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.getLast().id());
        return new HeldPayments.Item(Optional.of(plan.code()), price, lastRunOut(all), goesOn);
    }

    /**
     * When the last that is paid for ran out; empty while anything is paid for. The months before were paid with the same amount, each
     * by a payment of its own; one that is paid for still may be by the very payment that is recorded now, under another id of it.
     */
    private Optional<Instant> lastRunOut(List<Subscription> all) {
        Instant now = turns.take().now();
        return all.stream()
                .map(Subscription::paidUntil)
                .max(Comparator.naturalOrder())
                .filter(until -> !until.isAfter(now));
    }

    private static void requireNone(PlanSale sale) {
        sale.inFlight().get().ifPresent(flight -> {
            throw flight.refusal();
        });
    }
}
