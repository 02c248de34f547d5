package io.reckoner.jobs.demo;

import io.reckoner.jobs.account.Account;
import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.account.ApiKeys;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.credit.CreditSettings;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.jobs.payment.Cents;
import io.reckoner.jobs.payment.GatewayName;
import io.reckoner.jobs.payment.Means;
import io.reckoner.jobs.receipt.Confirmation;
import io.reckoner.jobs.simulate.Customer;
import io.reckoner.jobs.topup.AutoTopUpRule;
import io.reckoner.jobs.topup.AutoTopUps;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the customers buy. The n-th largest opens with about what it will spend; every fifth with a fifth of that, so
 * that it runs dry and owes until it buys again in the middle of the month.
 */
final class DemoCustomers {
    private static final Money GIFT = Money.parse("3.00");
    private static final long LEAST_CENTS = 500;
    private static final int THRIFTY = 2;
    private static final int FIFTH = 5;
    private static final int AUTOMATIC = 8;

    private final DemoPlan plan;
    private final List<Customer> customers;
    private final CreditSettings credit;
    private final Act act;

    DemoCustomers(DemoPlan plan, List<Customer> customers, CreditSettings credit, Act act) {
        this.plan = plan;
        this.customers = customers;
        this.credit = credit;
        this.act = act;
    }

    /** Accounts, keys, first top-ups, gifts, rules of automatic top-ups. Gives the number of accounts. */
    int open(JdbcClient jdbc) {
        for (int rank = 1; rank <= customers.size(); rank++) {
            Customer customer = customers.get(rank - 1);
            new Accounts(jdbc).create(Account.of(customer.account(), customer.name()), act);
            for (Customer.Key key : customer.keys()) {
                new ApiKeys(jdbc).register(key.id(), customer.account(), key.name(), key.kind(), act);
            }
            topUp(jdbc, customer, openingCents(rank), plan.opening(), rank % 2 == 0, "opening");
            gift(jdbc, customer, rank);
            topUpByItself(jdbc, customer, rank);
        }
        return customers.size();
    }

    /** Credit bought at noon in the middle of the month, by those who ran dry and by some others. Gives how many. */
    int topUpAgain(JdbcClient jdbc) {
        Instant noon = plan.middle().atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
        int bought = 0;
        for (int rank = 1; rank <= customers.size(); rank++) {
            if (rank % FIFTH == THRIFTY || rank % 4 == 1) {
                topUp(jdbc, customers.get(rank - 1), 2 * usualCents(rank), noon, false, "again");
                bought++;
            }
        }
        return bought;
    }

    private void topUp(
            JdbcClient jdbc, Customer customer, long cents, Instant at, boolean bonusExpires, String occasion) {
        Optional<Duration> expiry = bonusExpires
                ? Optional.of(Duration.between(at, DemoPlan.midnight(plan.dayOf(20))))
                : credit.topupBonusExpiry();
        new Wallet(jdbc)
                .topUp(
                        customer.account(),
                        Money.ofCents(cents),
                        Optional.empty(),
                        Confirmation.offline(
                                new Reference("demo-" + occasion + "-" + customer.account()), Optional.of(at)),
                        new CreditSettings(credit.topupBonus(), expiry),
                        act);
    }

    /** Every seventh gets a gift that it has a third of the month to use. */
    private void gift(JdbcClient jdbc, Customer customer, int rank) {
        LocalDate last = plan.dayOf(10);
        if (rank % 7 == 0) {
            new Wallet(jdbc)
                    .grant(
                            customer.account(),
                            LotKind.GIFT,
                            GIFT,
                            Optional.of(plan.opening()),
                            Optional.of(DemoPlan.midnight(last.plusDays(1))),
                            new Reference("demo-gift-" + customer.account()),
                            act.orBecause("welcome"));
        }
    }

    /** Every tenth is topped up by itself once it has spent about half of what it usually does. */
    private void topUpByItself(JdbcClient jdbc, Customer customer, int rank) {
        if (rank % 10 == AUTOMATIC) {
            Money opening = Money.ofCents(openingCents(rank));
            Money half = Money.ofCents(usualCents(rank) / 2);
            Cents amount = new Cents(Math.max(LEAST_CENTS, usualCents(rank) / 2));
            new AutoTopUps(jdbc)
                    .set(
                            new AutoTopUpRule(
                                    customer.account(),
                                    opening.plus(bonus(opening)).minus(half),
                                    amount,
                                    new Cents(4 * amount.count()),
                                    GatewayName.DEMO,
                                    new Means.StoredMethod("demo-" + customer.account(), "card"),
                                    Duration.ofDays(1)),
                            act);
        }
    }

    private Money bonus(Money opening) {
        return opening.timesExact(credit.topupBonus());
    }

    private long openingCents(int rank) {
        return rank % FIFTH == THRIFTY ? Math.max(20, usualCents(rank) / 5) : Math.max(LEAST_CENTS, usualCents(rank));
    }

    /** About what it spends: 0.7 cents an event, and the n-th sends one event in 4 n. */
    private long usualCents(int rank) {
        return Math.max(50, plan.eventsPerDay() * plan.days() * 7 / (40L * rank));
    }
}
