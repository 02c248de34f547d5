package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.settlement.DrawReplay;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.PaidShortfall;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Charges taken back, each event at most once, within the transaction of the {@code JdbcClient} given.
 *
 * <p>A void acts at the watermark, where all that it stands on is settled: what the event drew is in its fact, and what has
 * become of its shortfall in the movements. So it is refused while a run is in progress.
 */
public final class Voids {
    /** A charge was taken back. */
    public record Voided(String account, String event, Money charge, Instant actsAt, Occasion occasion) {}

    private final ChargeView charges;
    private final VoidTable voids;
    private final DrawReplay replay;
    private final ActTable acts;
    private final TurnTable turns;

    Voids(JdbcClient jdbc, ChargeView charges) {
        this.charges = charges;
        this.voids = new VoidTable(jdbc);
        this.replay = new DrawReplay(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Takes back the charges of these events, all or none.
     *
     * @param account whose they are; null where their ids alone say it
     * @throws Refusal naming every event that cannot be voided
     */
    public List<Voided> voidCharges(List<String> events, @Nullable String account, Act act) {
        act.withReason("a void");
        TurnTable.Turn turn = turns.take();
        Instant watermark =
                turn.settled().orElseThrow(() -> new Refusal("nothing is settled yet, so there is no charge to void."));
        if (turn.running().isPresent()) {
            throw new Refusal("a run is in progress, and a void stands on what is settled. Try again when it is done.");
        }
        List<String> faults = new ArrayList<>();
        List<Voided> done = new ArrayList<>();
        for (String event : events) {
            List<ChargeView.Charge> found = charges.find(event, account);
            if (found.size() != 1) {
                faults.add(
                        found.isEmpty()
                                ? "there is no settled event " + event
                                        + (account == null ? "." : " of account " + account + ".")
                                : "event id " + event + " is known of several accounts. Name one with --account.");
                continue;
            }
            ChargeView.Charge charge = found.getFirst();
            if (voids.isVoided(charge.account(), event)) {
                done.add(new Voided(charge.account(), event, charge.charge(), watermark, Occasion.BEFORE));
            } else if (charge.charge().isZero()) {
                faults.add("event " + event + " was charged nothing: there is nothing to void.");
            } else if (voids.compensated(charge.account(), event).isPositive()) {
                faults.add("of event " + event + ", charged " + charge.charge() + ", "
                        + voids.compensated(charge.account(), event)
                        + " was given back as compensation. Give what is missing with: reckon wallet grant "
                        + charge.account() + ".");
            } else {
                voids.add(row(charge, watermark), turn.now(), act);
                acts.add(act, turn.now(), "wallet void", charge.account(), charge.charge() + " of event " + event);
                done.add(new Voided(charge.account(), event, charge.charge(), watermark, Occasion.NOW));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults) + "\nNothing was voided.");
        }
        return done;
    }

    private VoidTable.Row row(ChargeView.Charge charge, Instant watermark) {
        LocalDate settledOn = charge.settledAt().atZone(ZoneOffset.UTC).toLocalDate();
        PaidShortfall history = voids.shortfall(charge.account());
        Money unpaid = charge.shortfall().min(history.owed(settledOn));
        List<VoidTable.Back> paidOff = history
                .latest(settledOn, charge.shortfall().minus(unpaid))
                .stream()
                .map(paid -> new VoidTable.Back(paid.lot(), paid.amount()))
                .toList();
        return new VoidTable.Row(
                charge.account(),
                charge.event(),
                charge.charge(),
                draws(charge),
                paidOff,
                unpaid,
                charge.overRun(),
                settledOn,
                watermark);
    }

    private List<VoidTable.Back> draws(ChargeView.Charge charge) {
        String first = charge.firstLot();
        if (first == null) {
            return List.of();
        }
        if (first.equals(charge.lastLot())) {
            return List.of(new VoidTable.Back(first, charge.drawn()));
        }
        Map<Lot, Money> drawn = replay.ofLast(charge.account(), charge.run(), charges.upTo(charge));
        Money all = drawn.values().stream().reduce(Money.ZERO, Money::plus);
        if (!all.equals(charge.drawn())) {
            throw new IllegalStateException("event " + charge.event() + " drew " + charge.drawn() + " by its fact, but "
                    + all + " when settled again. Run reckon verify.");
        }
        List<VoidTable.Back> draws = new ArrayList<>();
        drawn.forEach((lot, amount) -> draws.add(new VoidTable.Back(lot.id(), amount)));
        return draws;
    }
}
