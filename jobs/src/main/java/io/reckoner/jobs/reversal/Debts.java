package io.reckoner.jobs.reversal;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.GivingUp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What accounts owe and will not pay, within the transaction of the {@code JdbcClient} given. */
public final class Debts {
    /** Shortfall is given up. */
    public record WrittenOff(Money amount, Instant actsAt, Occasion occasion) {}

    private final GivenUpTable givenUp;
    private final SettledView settled;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;

    public Debts(JdbcClient jdbc) {
        this.givenUp = new GivenUpTable(jdbc);
        this.settled = new SettledView(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Writes off shortfall, the oldest first: no more than is owed as of the watermark less what is given up and waits to be
     * settled, and than is still owed when it acts.
     *
     * @param amount all that is left of it where empty
     */
    public WrittenOff writeOff(
            String account, Optional<Money> amount, Optional<Instant> at, Reference reference, Act act) {
        act.withReason("a write-off");
        TurnTable.Turn turn = turns.take();
        accounts.require(account);
        String id = GivingUp.WRITE_OFF.code() + ":" + reference;
        Optional<GivenUpTable.Row> before = givenUp.find(id);
        if (before.isPresent()) {
            GivenUpTable.Row known = before.get();
            if (!known.account().equals(account)
                    || amount.filter(asked -> !asked.equals(known.amount())).isPresent()) {
                throw new Refusal("reference " + reference + " was used before, for " + known.amount() + " of account "
                        + known.account() + ". Nothing was changed. Take another reference if this is another act.");
            }
            return new WrittenOff(known.amount(), known.actsAt(), Occasion.BEFORE);
        }
        Money owed = settled.owed(account);
        if (!owed.isPositive()) {
            throw new Refusal("account " + account + " owes nothing as of the watermark.");
        }
        Money waiting =
                turn.settled().map(from -> givenUp.waiting(account, from)).orElse(Money.ZERO);
        Money left = owed.minus(waiting);
        Money given = amount.orElse(left);
        if (!left.isPositive() || given.compareTo(left) > 0) {
            throw new Refusal("account " + account + " owes " + owed + " as of the watermark"
                    + amount.map(asked -> ", not " + asked).orElse("") + "."
                    + (waiting.isPositive()
                            ? " Of that " + waiting + " is given up already and waits to be settled: " + left
                                    + " is left."
                            : ""));
        }
        Instant actsAt = turn.landing(at.orElse(turn.now()));
        givenUp.add(new GivenUpTable.Row(id, account, GivingUp.WRITE_OFF, given, actsAt), turn.now(), act);
        acts.add(act, turn.now(), "wallet write-off", account, given + " " + id);
        return new WrittenOff(given, actsAt, Occasion.NOW);
    }
}
