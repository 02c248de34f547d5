package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.settlement.DrawReplay;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.VoidedCharge;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** More in one go are refused: each is worked out by itself. */
    static final int MOST = 10_000;

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
        Instant watermark = standing(turn);
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
            Optional<String> compensated = compensated(charge);
            if (charge.charge().isZero()) {
                faults.add("event " + event + " was charged nothing: there is nothing to void.");
            } else if (compensated.isPresent()) {
                faults.add(compensated.get());
            } else {
                done.add(takeBack(charge, watermark, turn, act));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults) + "\nNothing was voided.");
        }
        return done;
    }

    /**
     * What a filter means, with what was voided before; changes nothing.
     *
     * @throws Refusal where {@link #voidMatching} would refuse the charges that are meant
     */
    List<Voided> preview(ChargeFilter filter) {
        Instant watermark = standing(turns.take());
        return meant(filter).stream()
                .map(charge -> new Voided(
                        charge.account(),
                        charge.event(),
                        charge.charge(),
                        watermark,
                        voids.isVoided(charge.account(), charge.event()) ? Occasion.BEFORE : Occasion.NOW))
                .toList();
    }

    /**
     * Takes back every charge that a filter means, all or none.
     *
     * @param reference once for ever: with it, usage that fits the filter only later is left alone
     * @return empty where it was done before
     * @throws Refusal when the reference was used before for other charges, or nothing fits
     */
    Optional<List<Voided>> voidMatching(ChargeFilter filter, Reference reference, Act act) {
        act.withReason("a void");
        TurnTable.Turn turn = turns.take();
        Instant watermark = standing(turn);
        Optional<String> before = acts.detail("wallet void by filter", reference.text());
        if (before.isPresent()) {
            if (!before.get().equals(filter.words())) {
                throw new Refusal("reference " + reference + " was used before, for a void of " + before.get()
                        + ". Nothing was voided.");
            }
            return Optional.empty();
        }
        List<Voided> done = new ArrayList<>();
        for (ChargeView.Charge charge : meant(filter)) {
            done.add(takeBack(charge, watermark, turn, act));
        }
        acts.add(act, turn.now(), "wallet void by filter", reference.text(), filter.words());
        return Optional.of(done);
    }

    /** The charges that a filter means, if all of them may be voided. */
    private List<ChargeView.Charge> meant(ChargeFilter filter) {
        List<ChargeView.Charge> meant = charges.matching(filter, MOST);
        if (meant.isEmpty()) {
            throw new Refusal("there is no charge of " + filter.words() + ". Nothing was voided.");
        }
        if (meant.size() > MOST) {
            throw new Refusal("more than " + MOST + " charges are meant by " + filter.words()
                    + ". Void them day by day. Nothing was voided.");
        }
        List<String> faults =
                meant.stream().flatMap(charge -> compensated(charge).stream()).toList();
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults) + "\nNothing was voided.");
        }
        return meant;
    }

    /** Why an event that was compensated is not voided as well. */
    private Optional<String> compensated(ChargeView.Charge charge) {
        Money given = voids.compensated(charge.account(), charge.event());
        return given.isPositive()
                ? Optional.of("of event " + charge.event() + ", charged " + charge.charge() + ", " + given
                        + " was given back as compensation. Give what is missing with: reckon wallet grant "
                        + charge.account() + " AMOUNT --kind compensation --reason WHY.")
                : Optional.empty();
    }

    /** Where a void acts: at the watermark. */
    private static Instant standing(TurnTable.Turn turn) {
        if (turn.running().isPresent()) {
            throw new Refusal("a run is in progress, and a void stands on what is settled. Try again when it is done.");
        }
        return turn.settled().orElseThrow(() -> new Refusal("nothing is settled yet, so there is no charge to void."));
    }

    private Voided takeBack(ChargeView.Charge charge, Instant watermark, TurnTable.Turn turn, Act act) {
        if (voids.isVoided(charge.account(), charge.event())) {
            return new Voided(charge.account(), charge.event(), charge.charge(), watermark, Occasion.BEFORE);
        }
        voids.add(row(charge, watermark), turn.now(), act);
        acts.add(act, turn.now(), "wallet void", charge.account(), charge.charge() + " of event " + charge.event());
        return new Voided(charge.account(), charge.event(), charge.charge(), watermark, Occasion.NOW);
    }

    private VoidTable.Row row(ChargeView.Charge charge, Instant watermark) {
        LocalDate settledOn = charge.settledAt().atZone(ZoneOffset.UTC).toLocalDate();
        VoidedCharge goes = new VoidedCharge(
                draws(charge),
                settledOn,
                charge.shortfall(),
                voids.uncovered(charge.account()),
                voids.shortfall(charge.account()));
        return new VoidTable.Row(
                charge.account(), charge.event(), charge.charge(), goes, charge.overRun(), settledOn, watermark);
    }

    private List<VoidedCharge.Drawn> draws(ChargeView.Charge charge) {
        String first = charge.firstLot();
        if (first == null) {
            return List.of();
        }
        if (first.equals(charge.lastLot())) {
            return List.of(new VoidedCharge.Drawn(first, charge.drawn(), charge.settledAt()));
        }
        Map<Lot, Money> drawn = replay.ofLast(charge.account(), charge.run(), charges.upTo(charge));
        Money all = drawn.values().stream().reduce(Money.ZERO, Money::plus);
        if (!all.equals(charge.drawn())) {
            throw new IllegalStateException("event " + charge.event() + " drew " + charge.drawn() + " by its fact, but "
                    + all + " when settled again. Run reckon verify.");
        }
        List<VoidedCharge.Drawn> draws = new ArrayList<>();
        drawn.forEach((lot, amount) -> draws.add(new VoidedCharge.Drawn(lot.id(), amount, charge.settledAt())));
        return draws;
    }
}
