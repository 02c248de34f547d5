package io.reckoner.jobs.demo;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.plan.Switches;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.simulate.Customer;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.kernel.plan.PlanCatalogue;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the customers with plans do: every second has had his for a month when it is renewed, every fourth wants the next larger one. All
 * pay straight into the bank.
 */
final class DemoSubscribers {
    private static final PlanCatalogue PLANS = PlanCatalogue.shipped();

    private final DemoPlan plan;
    private final List<Customer> subscribers;
    private final Act act;

    DemoSubscribers(DemoPlan plan, List<Customer> customers, Act act) {
        this.plan = plan;
        this.subscribers =
                customers.stream().filter(each -> each.plan() != null).toList();
        this.act = act;
    }

    /** First months; gives how many. */
    int subscribe(JdbcClient jdbc) {
        for (int n = 0; n < subscribers.size(); n++) {
            Customer customer = subscribers.get(n);
            new Subscriptions(jdbc)
                    .subscribe(
                            customer.account(),
                            code(customer),
                            Optional.empty(),
                            paid(
                                    "plan",
                                    customer,
                                    isRenewed(n) ? plan.monthBeforeRenewal() : DemoPlan.midnight(plan.start())),
                            act);
        }
        return subscribers.size();
    }

    /** Next months, on the day they begin; gives how many. */
    int renew(JdbcClient jdbc) {
        int renewed = 0;
        for (int n = 0; n < subscribers.size(); n++) {
            if (isRenewed(n)) {
                Customer customer = subscribers.get(n);
                new Subscriptions(jdbc)
                        .renew(
                                customer.account(),
                                Optional.empty(),
                                paid("renewal", customer, DemoPlan.midnight(plan.renewalDay())),
                                act);
                renewed++;
            }
        }
        return renewed;
    }

    /** Switches at noon to the next larger plan, where there is one; gives how many. */
    int switchUp(JdbcClient jdbc) {
        Instant noon = plan.switchDay().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
        int switched = 0;
        for (int n = 0; n < subscribers.size(); n++) {
            Customer customer = subscribers.get(n);
            Optional<Plan> larger = n % 4 == 0 ? larger(code(customer)) : Optional.empty();
            if (larger.isPresent()) {
                new Switches(jdbc)
                        .switchTo(
                                customer.account(),
                                larger.get().code(),
                                Optional.empty(),
                                paid("switch", customer, noon),
                                act);
                switched++;
            }
        }
        return switched;
    }

    private static boolean isRenewed(int n) {
        return n % 2 == 1;
    }

    private static String code(Customer customer) {
        return Optional.ofNullable(customer.plan()).orElseThrow();
    }

    private static Optional<Plan> larger(String code) {
        Plan now = PLANS.newest(code).orElseThrow();
        return PLANS.plans().stream()
                .filter(each -> each.status() == Plan.Status.ACTIVE)
                .filter(each -> each.price().compareTo(now.price()) > 0)
                .min(Comparator.comparing(Plan::price));
    }

    private static Confirmation paid(String occasion, Customer customer, Instant at) {
        return Confirmation.offline(new Reference("demo-" + occasion + "-" + customer.account()), Optional.of(at));
    }
}
