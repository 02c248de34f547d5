package io.reckoner.jobs.compensation;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.compensation.CompensationTable.EventKey;
import io.reckoner.jobs.credit.Recorded;
import io.reckoner.jobs.credit.Wallet;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.compensation.FailedEvent;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What customers ask back, an event at a time, decided by an operator. Each act lies in the transaction it is given. */
final class Claims {
    private final ClaimTable claims;
    private final CompensationTable given;
    private final Wallet wallet;
    private final TurnTable turns;
    private final ActTable acts;

    Claims(JdbcClient jdbc) {
        this.claims = new ClaimTable(jdbc);
        this.given = new CompensationTable(jdbc);
        this.wallet = new Wallet(jdbc);
        this.turns = new TurnTable(jdbc);
        this.acts = new ActTable(jdbc);
    }

    /**
     * Takes a claim down.
     *
     * @return its number
     */
    long file(FailedEvent event, Act act) {
        act.withReason("a claim");
        TurnTable.Turn turn = turns.take();
        claims.find(event.account(), event.event()).ifPresent(before -> {
            throw new Refusal("event " + event.event() + " of account " + event.account()
                    + " was claimed before: claim " + before.number() + ". An event can be claimed once.");
        });
        refuseSettled(event);
        if (!event.charge().isPositive()) {
            throw new Refusal(
                    "the customer bore nothing of event " + event.event() + ": there is nothing to give back.");
        }
        long number = claims.add(event, turn.now(), act);
        acts.add(
                act, turn.now(), "compensation claim", event.account(), "claim " + number + ", event " + event.event());
        return number;
    }

    /**
     * Decides a claim.
     *
     * @param granted zero to refuse it, at most what the customer bore
     * @return the lot given, if any
     */
    Optional<Recorded.Given> decide(long number, Money granted, Act act) {
        act.withReason("a decision");
        TurnTable.Turn turn = turns.take();
        ClaimTable.Row claim = claims.find(number)
                .orElseThrow(() ->
                        new Refusal("there is no claim " + number + ". See them with: reckon compensation claims."));
        if (claim.decided() != null) {
            throw new Refusal("claim " + number + " was decided before, by "
                    + claim.decided().actor() + ". Nothing was changed.");
        }
        FailedEvent event = claim.event();
        if (granted.compareTo(event.charge()) > 0) {
            throw new Refusal("the customer bore " + event.charge() + " USD of event " + event.event()
                    + ". Grant at most that, not " + granted + ".");
        }
        claims.decide(number, granted, turn.now(), act);
        acts.add(act, turn.now(), "compensation decide", event.account(), "claim " + number + ": " + granted);
        if (granted.isZero()) {
            return Optional.empty();
        }
        refuseSettled(event);
        Recorded.Given lot = wallet.grant(
                event.account(),
                LotKind.COMPENSATION,
                granted,
                Optional.of(turn.now()),
                Optional.empty(),
                new Reference("claim-" + number),
                act);
        given.add(List.of(
                CompensationTable.Row.of(event, granted, lot.lots().getFirst().id(), number)));
        return Optional.of(lot);
    }

    private void refuseSettled(FailedEvent event) {
        if (!given.settledOtherwise(List.of(EventKey.of(event))).isEmpty()) {
            throw new Refusal("event " + event.event() + " of account " + event.account()
                    + " got something back already, or its charge was voided. See: reckon compensation list --account "
                    + event.account() + ".");
        }
    }
}
