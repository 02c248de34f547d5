package io.reckoner.jobs.nightly;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.plan.Plans;
import io.reckoner.jobs.plan.Subscriptions;
import io.reckoner.jobs.plan.Switches;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.simulate.Customer;
import io.reckoner.jobs.simulate.Population;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.plan.ModelSet;
import io.reckoner.kernel.plan.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Plans in a town, so small that one day's traffic uses them up: a cap that binds, Backup behind it, overflow to the Wallet and to
 * nobody, a budget that is used up before the pools are, and two switches in the middle of the day.
 */
final class TownPlans {
    static final String DAILY_CAP = "0.05";

    private static final Act ACT = new Act("test", "");
    private static final Instant BOUGHT =
            Town.FIRST_DAY.minusDays(1).atTime(12, 0).toInstant(ZoneOffset.UTC);

    /** What the customers with a key for plans have bought, the largest first. */
    private enum Bought {
        CAPPED("capped", null),
        CLOSED("closed", null),
        BUDGET("budget", null),
        SWITCHED_IN_THE_MORNING("capped", LocalTime.of(6, 0)),
        SWITCHED_IN_THE_AFTERNOON("capped", LocalTime.of(15, 0)),
        PASS("paced", null);

        private final String plan;
        private final @Nullable LocalTime switchedAt;

        Bought(String plan, @Nullable LocalTime switchedAt) {
            this.plan = plan;
            this.switchedAt = switchedAt;
        }
    }

    private TownPlans() {}

    /** Opens them within a transaction. */
    static void open(JdbcClient jdbc, Population population) {
        new Plans(jdbc)
                .add(
                        List.of(
                                plan("capped", "0.30", "0.10", DAILY_CAP, Plan.CapsMode.MAIN, Plan.Overflow.TO_WALLET),
                                plan("closed", "0.30", "0.10", null, Plan.CapsMode.MAIN, Plan.Overflow.NONE),
                                plan("budget", "0.02", "5.00", null, Plan.CapsMode.MAIN, Plan.Overflow.TO_WALLET),
                                plan(
                                        "paced",
                                        "0.30",
                                        "0.10",
                                        DAILY_CAP,
                                        Plan.CapsMode.MAIN_AND_BACKUP,
                                        Plan.Overflow.TO_WALLET),
                                plan("large", "3.00", "1.00", null, Plan.CapsMode.MAIN, Plan.Overflow.TO_WALLET)),
                        ACT);
        List<String> accounts = population.customers().stream()
                .filter(customer -> customer.plan() != null)
                .map(Customer::account)
                .limit(Bought.values().length)
                .toList();
        for (int i = 0; i < accounts.size(); i++) {
            buy(jdbc, accounts.get(i), Bought.values()[i]);
        }
    }

    private static void buy(JdbcClient jdbc, String account, Bought bought) {
        Subscriptions subscriptions = new Subscriptions(jdbc);
        Confirmation paid = confirmation("plan-" + account, BOUGHT);
        if (bought == Bought.PASS) {
            subscriptions.pass(account, bought.plan, Optional.empty(), paid, ACT);
        } else {
            subscriptions.subscribe(account, bought.plan, Optional.empty(), paid, ACT);
        }
        if (bought.switchedAt != null) {
            Instant at = Town.FIRST_DAY.atTime(bought.switchedAt).toInstant(ZoneOffset.UTC);
            new Switches(jdbc).switchTo(account, "large", Optional.empty(), confirmation("switch-" + account, at), ACT);
        }
    }

    private static Confirmation confirmation(String reference, Instant at) {
        return Confirmation.offline(new Reference(reference), Optional.of(at));
    }

    private static Plan plan(
            String code,
            String price,
            String base,
            @Nullable String daily,
            Plan.CapsMode caps,
            Plan.Overflow overflow) {
        return new Plan(
                code,
                1,
                code,
                Plan.Status.ACTIVE,
                Money.parse(price),
                new Plan.Allowance(
                        Money.parse(base), new BigDecimal("0.2"), BigDecimal.valueOf(3), BigDecimal.valueOf(10)),
                new Plan.Caps(daily == null ? null : Money.parse(daily), null, caps),
                new Plan.RateLimits(null, null),
                ModelSet.ALL,
                overflow);
    }
}
