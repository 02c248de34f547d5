package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Act;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts and keys that come in by the thousand, within the transaction of the {@code JdbcClient} given. */
public final class Newcomers {
    /** An account and the position of its switch "pay as you go beyond the plan". */
    public record Customer(Account account, BeyondPlanSwitch beyondPlan) {}

    private final AccountTable accounts;
    private final ApiKeyTable keys;

    public Newcomers(JdbcClient jdbc) {
        this.accounts = new AccountTable(jdbc);
        this.keys = new ApiKeyTable(jdbc);
    }

    /** Those of these accounts that there are, by id. */
    public Map<String, Customer> accounts(Collection<String> ids) {
        Map<String, Customer> there = new HashMap<>();
        for (AccountTable.Row row : accounts.those(ids)) {
            there.put(
                    row.account().id(),
                    new Customer(row.account(), row.payBeyondPlan() ? BeyondPlanSwitch.ON : BeyondPlanSwitch.OFF));
        }
        return there;
    }

    /** Those of these keys that there are, by id. */
    public Map<String, ImportedKey> keys(Collection<String> ids) {
        return keys.those(ids);
    }

    /**
     * Adds accounts and keys that are not there yet.
     *
     * @param switchedAt from when the switches of those that have it off act
     */
    public void add(List<Customer> customers, List<ImportedKey> added, Instant switchedAt, Instant at, Act act) {
        accounts.addAll(customers.stream().map(Customer::account).toList(), at, act.actor());
        List<String> off = customers.stream()
                .filter(customer -> customer.beyondPlan() == BeyondPlanSwitch.OFF)
                .map(customer -> customer.account().id())
                .toList();
        accounts.switchOff(off, switchedAt, at, act.actor(), act.reason());
        keys.addAll(added, at, act.actor());
    }
}
