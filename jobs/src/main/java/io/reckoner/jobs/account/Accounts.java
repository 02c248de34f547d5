package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acts on accounts. Each is done within the transaction of the {@code JdbcClient} it was given. */
public final class Accounts {
    private final AccountTable accounts;
    private final ActTable acts;
    private final TurnTable turns;

    public Accounts(JdbcClient jdbc) {
        this.accounts = new AccountTable(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Makes an account; making the same again is harmless.
     *
     * @throws Refusal when the id is taken by an account that differs
     */
    public Occasion create(Account account, Act act) {
        TurnTable.Turn turn = turns.take();
        var there = accounts.find(account.id());
        if (there.isPresent()) {
            if (there.get().account().equals(account)) {
                return Occasion.BEFORE;
            }
            throw new Refusal(
                    "account " + account.id() + " is there already and differs. See it with: reckon account show "
                            + account.id() + "; change it with: reckon account set " + account.id() + ".");
        }
        accounts.add(account, turn.now(), act.actor());
        acts.add(act, turn.now(), "account create", account.id(), "");
        return Occasion.NOW;
    }

    /**
     * Changes an account's name, status or billing details.
     *
     * @return the changes made, such as {@code status: active -> closed}; empty where nothing differs
     */
    public List<String> change(String id, UnaryOperator<Account> change, Act act) {
        TurnTable.Turn turn = turns.take();
        Account before = find(id).account();
        Account after = change.apply(before);
        List<String> changes = differences(before, after);
        if (!changes.isEmpty()) {
            accounts.change(after);
            acts.add(act, turn.now(), "account set", id, String.join("; ", changes));
        }
        return changes;
    }

    /** Sets the switch "pay as you go beyond the plan", from now on or where the settlement stands. */
    public void set(String id, BeyondPlanSwitch position, Act act) {
        TurnTable.Turn turn = turns.take();
        set(turn, id, position, turn.now(), act);
        acts.add(act, turn.now(), "account set", id, "pay beyond plan: " + position);
    }

    /**
     * Sets the switch from an instant that has passed: it acts from there, or from where the settlement stands.
     *
     * @return from when it acts
     * @throws Refusal when the instant is still to come
     */
    public Instant setFrom(String id, BeyondPlanSwitch position, Instant at, Act act) {
        TurnTable.Turn turn = turns.take();
        if (at.isAfter(turn.now())) {
            throw new Refusal(
                    "--at " + at + " is still to come, and the switch is not set ahead. Give an instant up to now"
                            + ", or set it then.");
        }
        Instant from = set(turn, id, position, at, act);
        acts.add(act, turn.now(), "account set", id, "pay beyond plan: " + position + " from " + from);
        return from;
    }

    private Instant set(TurnTable.Turn turn, String id, BeyondPlanSwitch position, Instant at, Act act) {
        find(id);
        Instant from = turn.landing(at);
        accounts.set(id, position, from, turn.now(), act.actor(), act.reason());
        return from;
    }

    /** Refuses when there is no such account. */
    public void require(String id) {
        find(id);
    }

    /** Refuses when there is no such account, or it is suspended or closed. */
    public void requireActive(String id) {
        AccountStatus status = find(id).account().status();
        if (status != AccountStatus.ACTIVE) {
            throw new Refusal("account " + id + " is " + status.code() + " and is not charged.");
        }
    }

    /** Refuses when there is no such account, or it is closed: nothing is sold to it. */
    public void requireOpen(String id) {
        if (find(id).account().status() == AccountStatus.CLOSED) {
            throw new Refusal(
                    "account " + id + " is closed: nothing is sold to it, and what it pays all the same is not booked. "
                            + "Send the money back (reckon payment refund INTENT AMOUNT --reason WHY, where a gateway took it), or "
                            + "open the account again with: reckon account set " + id
                            + " --status active; the next sweep then books what a gateway took.");
        }
    }

    AccountTable.Row find(String id) {
        return accounts.find(id)
                .orElseThrow(() -> new Refusal("there is no account " + id
                        + ". See them with: reckon account list; make it with: reckon account create " + id + "."));
    }

    List<AccountTable.Row> all() {
        return accounts.all();
    }

    private static List<String> differences(Account before, Account after) {
        List<String> changes = new ArrayList<>();
        difference(changes, "name", before.name(), after.name());
        difference(changes, "status", before.status().code(), after.status().code());
        Billing old = before.billing();
        Billing now = after.billing();
        difference(changes, "billing name", old.name(), now.name());
        difference(changes, "billing e-mail", old.email(), now.email());
        difference(changes, "billing address", old.address(), now.address());
        difference(changes, "billing country", old.country(), now.country());
        difference(changes, "tax id", old.taxId(), now.taxId());
        return changes;
    }

    /** Personal data is named, not quoted: the list of acts is never erased, names and addresses must be. */
    private static void difference(List<String> changes, String field, String before, String after) {
        if (!before.equals(after)) {
            changes.add(field.equals("status") ? "status: " + before + " -> " + after : field + " changed");
        }
    }
}
