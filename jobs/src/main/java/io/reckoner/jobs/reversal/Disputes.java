package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.GivingUp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How disputes end. Each act is done within the transaction of the {@code JdbcClient} it was given, needs a reason, and is
 * harmless when done again.
 */
public final class Disputes {
    /** A dispute ended: what came again, or was given up. */
    public record Ended(Money amount, Instant actsAt, Occasion occasion) {}

    private final ReversalTable reversals;
    private final GivenUpTable givenUp;
    private final SettledView settled;
    private final CreditAgain again;
    private final ActTable acts;
    private final TurnTable turns;

    public Disputes(JdbcClient jdbc) {
        this.reversals = new ReversalTable(jdbc);
        this.givenUp = new GivenUpTable(jdbc);
        this.settled = new SettledView(jdbc);
        this.again = new CreditAgain(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * The dispute was won and the money came again: see {@link CreditAgain}.
     *
     * @throws Refusal of a plan's payment, while the chargeback is not settled and it is not known where it took the money
     */
    public Ended won(String payment, String dispute, Optional<Instant> at, Act act) {
        act.withReason("the end of a dispute");
        TurnTable.Turn turn = turns.take();
        Optional<Reversal> before = ended(payment, dispute, Reversal.Kind.CHARGEBACK_WON);
        if (before.isPresent()) {
            return new Ended(before.get().amount(), before.get().actsAt(), Occasion.BEFORE);
        }
        Reversal chargeback = open(payment, dispute);
        Instant actsAt = landing(turn, at, chargeback);
        Reversal won = Reversal.ending(Reversal.Kind.CHARGEBACK_WON, chargeback, actsAt);
        again.give(won, chargeback, turn, act);
        acts.add(act, turn.now(), "wallet dispute won", won.account(), won.amount() + " of payment " + payment);
        return new Ended(won.amount(), actsAt, Occasion.NOW);
    }

    /**
     * The dispute was lost: what the chargeback left uncovered, and is still owed, is given up.
     *
     * @throws Refusal while the chargeback is not settled, since what it leaves is not known
     */
    public Ended lost(String payment, String dispute, Optional<Instant> at, Act act) {
        act.withReason("the end of a dispute");
        TurnTable.Turn turn = turns.take();
        Optional<Reversal> before = ended(payment, dispute, Reversal.Kind.CHARGEBACK_LOST);
        if (before.isPresent()) {
            Money amount = givenUp.find(before.get().id())
                    .map(GivenUpTable.Row::amount)
                    .orElse(Money.ZERO);
            return new Ended(amount, before.get().actsAt(), Occasion.BEFORE);
        }
        Reversal chargeback = open(payment, dispute);
        chargeback.requireSettled(turn.settled(), "what it leaves uncovered");
        Instant actsAt = landing(turn, at, chargeback);
        Reversal lost = Reversal.ending(Reversal.Kind.CHARGEBACK_LOST, chargeback, actsAt);
        reversals.add(lost, List.of(), turn.now(), act);
        Money uncovered = settled.shortfall(reversals.debits(chargeback.id()).stream()
                        .map(ReversalTable.Debit::id)
                        .toList())
                .min(settled.owedUpTo(
                        lost.account(),
                        chargeback.actsAt().atZone(ZoneOffset.UTC).toLocalDate()));
        if (uncovered.isPositive()) {
            givenUp.add(
                    new GivenUpTable.Row(lost.id(), lost.account(), GivingUp.DISPUTE_LOSS, uncovered, actsAt),
                    turn.now(),
                    act);
        }
        acts.add(act, turn.now(), "wallet dispute lost", lost.account(), uncovered + " of payment " + payment);
        return new Ended(uncovered, actsAt, Occasion.NOW);
    }

    /** Chargebacks whose dispute has not ended. */
    static List<Reversal> open(List<Reversal> known) {
        List<String> ended = known.stream()
                .filter(each ->
                        each.kind() == Reversal.Kind.CHARGEBACK_WON || each.kind() == Reversal.Kind.CHARGEBACK_LOST)
                .map(Reversal::dispute)
                .toList();
        return known.stream()
                .filter(each -> each.kind() == Reversal.Kind.CHARGEBACK && !ended.contains(each.dispute()))
                .toList();
    }

    /**
     * The end of a dispute, where it has come to it. Without a reference: that of the last dispute, where none is open.
     *
     * @throws Refusal when it ended the other way
     */
    private Optional<Reversal> ended(String payment, String dispute, Reversal.Kind end) {
        List<Reversal> known = reversals.of(payment);
        if (dispute.isEmpty() && !open(known).isEmpty()) {
            return Optional.empty();
        }
        Optional<Reversal> last = known.stream()
                .filter(each ->
                        each.kind() == Reversal.Kind.CHARGEBACK_WON || each.kind() == Reversal.Kind.CHARGEBACK_LOST)
                .filter(each -> dispute.isEmpty() || each.dispute().equals(dispute))
                .reduce((one, later) -> later);
        last.filter(each -> each.kind() != end).ifPresent(other -> {
            throw new Refusal("the dispute over payment " + payment + " ended before: "
                    + (other.kind() == Reversal.Kind.CHARGEBACK_WON ? "won" : "lost") + ".");
        });
        return last;
    }

    /** The chargeback of an open dispute; one recorded without a reference answers to any. */
    private Reversal open(String payment, String dispute) {
        List<Reversal> open = open(reversals.of(payment));
        List<Reversal> meant = open.stream()
                .filter(each -> dispute.isEmpty() || each.dispute().equals(dispute))
                .toList();
        if (meant.isEmpty()) {
            meant = open.stream().filter(each -> each.dispute().isEmpty()).toList();
        }
        if (meant.size() > 1) {
            throw new Refusal("payment " + payment + " is disputed more than once. Say which dispute, with --ref: "
                    + open.stream().map(Reversal::dispute).collect(Collectors.joining(", ")) + ".");
        }
        return meant.stream()
                .findFirst()
                .orElseThrow(() -> new Refusal("payment " + payment
                        + " is not disputed. Record a dispute with: reckon wallet dispute open " + payment + "."));
    }

    /** After the chargeback, never with it: credit comes again once it has gone. */
    private static Instant landing(TurnTable.Turn turn, Optional<Instant> at, Reversal chargeback) {
        Instant landing = turn.landing(at.orElse(turn.now()));
        Instant earliest = chargeback.actsAt().plusNanos(1_000);
        return landing.isBefore(earliest) ? earliest : landing;
    }
}
