package io.reckoner.jobs.topup;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acts on rules of automatic top-ups, within the transaction of the {@code JdbcClient} given. */
public final class AutoTopUps {
    private final AutoTopUpRuleTable rules;
    private final AutoTopUpPauseTable pauses;
    private final AutoTopUpView view;
    private final Accounts accounts;
    private final ActTable acts;
    private final TurnTable turns;

    public AutoTopUps(JdbcClient jdbc) {
        this.rules = new AutoTopUpRuleTable(jdbc);
        this.pauses = new AutoTopUpPauseTable(jdbc);
        this.view = new AutoTopUpView(jdbc);
        this.accounts = new Accounts(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /** Sets the rule of an account; the same again changes nothing. A pause stays. */
    public Occasion set(AutoTopUpRule rule, Act act) {
        TurnTable.Turn turn = turns.take();
        accounts.require(rule.account());
        Optional<AutoTopUpState> before = view.of(rule.account(), turn.now());
        if (before.filter(state -> state.rule().equals(rule)).isPresent()) {
            return Occasion.BEFORE;
        }
        int version = before.map(AutoTopUpState::version).orElse(0) + 1;
        rules.add(rule, version, turn.now(), act);
        acts.add(
                act,
                turn.now(),
                "wallet auto set",
                rule.account(),
                "version " + version + ": " + rule.amount() + " below " + rule.threshold() + " by "
                        + rule.gateway().code() + ", at most " + rule.monthlyLimit() + " a month");
        return Occasion.NOW;
    }

    /** Pauses; the act's reason is shown while it lasts. Paused already, nothing changes. */
    Occasion pause(String account, Act act) {
        TurnTable.Turn turn = turns.take();
        AutoTopUpState state = require(account, turn);
        if (state.pausedFor().isPresent()) {
            return Occasion.BEFORE;
        }
        pauses.pause(account, state.pauses() + 1, turn.now(), act.withReason("a pause"));
        acts.add(act, turn.now(), "wallet auto pause", account, "");
        return Occasion.NOW;
    }

    /** Resumes: declines before count no more. Not paused, nothing changes. */
    Occasion resume(String account, Act act) {
        TurnTable.Turn turn = turns.take();
        AutoTopUpState state = require(account, turn);
        if (state.pausedFor().isEmpty()) {
            return Occasion.BEFORE;
        }
        pauses.resume(account, state.pauses() + 1, turn.now(), act);
        acts.add(
                act,
                turn.now(),
                "wallet auto resume",
                account,
                "was paused: " + state.pausedFor().get());
        return Occasion.NOW;
    }

    private AutoTopUpState require(String account, TurnTable.Turn turn) {
        accounts.require(account);
        return view.of(account, turn.now())
                .orElseThrow(() -> new Refusal("account " + account
                        + " has no automatic top-up. Set one with: reckon wallet auto set " + account + "."));
    }
}
