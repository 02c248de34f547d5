package io.reckoner.jobs.reversal;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.plan.Cancellations;
import io.reckoner.jobs.receipt.Payment;
import io.reckoner.jobs.receipt.Payments;
import io.reckoner.kernel.credit.SentBack;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Payments that go back. Each act is done within the transaction of the {@code JdbcClient} it was given, needs a reason, and
 * is harmless when done again.
 *
 * <p>A top-up's credit is taken out of the Wallet, and the bonus that came with it is clawed back; what is spent already is
 * owed. A plan's cycle ends where its payment goes back, whole or in part, and its subscription is not renewed; what goes back
 * of it after that is money alone.
 */
public final class Reversals {
    /** A payment went back, in this amount, tax included. */
    public record SentBackNow(Money amount, Instant actsAt, Occasion occasion) {}

    private final ReversalTable reversals;
    private final ReversalDebits debits;
    private final Payments payments;
    private final Cancellations cancellations;
    private final ActTable acts;
    private final TurnTable turns;

    public Reversals(JdbcClient jdbc) {
        this.reversals = new ReversalTable(jdbc);
        this.debits = new ReversalDebits(jdbc);
        this.payments = new Payments(jdbc);
        this.cancellations = new Cancellations(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Money is sent back to the customer, because somebody here wants it.
     *
     * @param amount tax included, in whole cents; all that is left where empty
     * @param at when; now where empty
     * @throws Refusal when it is more than is left of the payment; of a plan's, when a later month is paid for, or the cycle was
     *     switched to another plan
     */
    public SentBackNow refund(
            String paymentId, Optional<Money> amount, Optional<Instant> at, Reference reference, Act act) {
        return refund(paymentId, amount, at, reference, Cancellations.Word.ASKED, act);
    }

    /**
     * Money was sent back to the customer, as the gateway tells.
     *
     * @param amount tax included, in whole cents
     * @throws Refusal when it is more than is left of the payment
     */
    public SentBackNow refunded(String paymentId, Money amount, Reference reference, Act act) {
        return refund(paymentId, Optional.of(amount), Optional.empty(), reference, Cancellations.Word.TOLD, act);
    }

    /** What of a payment has not gone back, or has come again, by what is recorded. */
    public Money left(String paymentId) {
        return left(payments.require(paymentId), reversals.of(paymentId));
    }

    /** Whether a refund is recorded under a reference. */
    public boolean isRefunded(Reference reference) {
        return reversals.find(Reversal.Kind.REFUND.code() + ":" + reference).isPresent();
    }

    /** Whether a dispute is recorded that this one is taken to be. */
    public boolean isDisputed(String paymentId, String dispute) {
        String id = Reversal.idOf(Reversal.Kind.CHARGEBACK, paymentId, dispute);
        return recorded(id, dispute, reversals.of(paymentId)).isPresent();
    }

    private SentBackNow refund(
            String paymentId,
            Optional<Money> amount,
            Optional<Instant> at,
            Reference reference,
            Cancellations.Word word,
            Act act) {
        act.withReason("a refund");
        TurnTable.Turn turn = turns.take();
        Payment payment = payments.require(paymentId);
        String id = Reversal.Kind.REFUND.code() + ":" + reference;
        Optional<Reversal> before = reversals.find(id);
        if (before.isPresent()) {
            return recognised(before.get(), payment, amount, reference);
        }
        List<Reversal> known = reversals.of(paymentId);
        Money left = left(payment, known);
        if (!left.isPositive()) {
            throw Disputes.open(known).isEmpty()
                    ? new Refusal("payment " + paymentId + " of " + payment.amount() + " was sent back in full before.")
                    : new Refusal("payment " + paymentId
                            + " is disputed: its money is with the customer's bank already. "
                            + "Record what becomes of the dispute with: reckon wallet dispute won|lost " + paymentId
                            + ".");
        }
        Money back = amount.orElse(left);
        if (!Rounding.toCents(back).equals(back)) {
            throw new Refusal("a refund is in whole cents, not " + back + ". Write at most two decimals.");
        }
        if (back.compareTo(left) > 0) {
            throw new Refusal("of payment " + paymentId + ", " + payment.amount() + ", at most " + left
                    + " can be sent back, not " + back + ".");
        }
        return sendBack(
                id, Reversal.Kind.REFUND, payment, "", known, back, landing(turn, at, payment), word, turn, act);
    }

    /**
     * The customer disputes a payment, and its gateway takes it back. An open dispute recorded without a reference may be any: one
     * told of since is taken to be that one, and nothing is taken twice.
     *
     * @param dispute what the dispute is known by; empty where it has no reference
     * @param amount tax included, in whole cents; all that is left of the payment where empty
     * @throws Refusal when it is more than is left of it, or the dispute was recorded before with another amount
     */
    public SentBackNow dispute(
            String paymentId, String dispute, Optional<Money> amount, Optional<Instant> at, Act act) {
        act.withReason("a dispute");
        TurnTable.Turn turn = turns.take();
        Payment payment = payments.require(paymentId);
        String id = Reversal.idOf(Reversal.Kind.CHARGEBACK, paymentId, dispute);
        List<Reversal> known = reversals.of(paymentId);
        Optional<Reversal> before = recorded(id, dispute, known);
        if (before.isPresent()) {
            amount.filter(asked -> !asked.equals(before.get().amount())).ifPresent(asked -> {
                throw new Refusal("this dispute over payment " + paymentId + " was recorded before, about "
                        + before.get().amount() + ", not " + asked
                        + ". Nothing was changed. If it is another dispute, give what each is known by with --ref.");
            });
            return new SentBackNow(before.get().amount(), before.get().actsAt(), Occasion.BEFORE);
        }
        Money left = left(payment, known);
        if (!left.isPositive()) {
            throw new Refusal("payment " + paymentId + " of " + payment.amount()
                    + " was sent back in full before: nothing of it can be disputed.");
        }
        Money back = amount.orElse(left);
        if (back.compareTo(left) > 0) {
            throw new Refusal("of payment " + paymentId + ", " + payment.amount() + ", at most " + left
                    + " can be disputed, not " + back + ".");
        }
        if (!back.isPositive() || !Rounding.toCents(back).equals(back)) {
            throw new Refusal("a dispute is about whole cents, more than zero, not " + back + ".");
        }
        return sendBack(
                id,
                Reversal.Kind.CHARGEBACK,
                payment,
                dispute,
                known,
                back,
                landing(turn, at, payment),
                Cancellations.Word.TOLD,
                turn,
                act);
    }

    /**
     * The customer disputes a payment, as its gateway tells. What it names of a payment that went back in part is cut at what is
     * left: the bank takes nothing twice.
     *
     * @param told all disputes of the payment that its gateway has told of, this one among them
     * @throws Refusal when nothing is left of it, or a person has recorded a dispute of this amount under a name that the gateway never
     *     told: it may be this one
     */
    public SentBackNow disputed(String paymentId, String dispute, Money amount, List<String> told, Act act) {
        turns.take();
        Payment payment = payments.require(paymentId);
        List<Reversal> known = reversals.of(paymentId);
        String id = Reversal.idOf(Reversal.Kind.CHARGEBACK, paymentId, dispute);
        Optional<Reversal> before = recorded(id, dispute, known);
        if (before.isEmpty()) {
            refuseIfRecordedByHand(paymentId, dispute, amount, told, known);
        }
        Money taken = before.map(Reversal::amount).orElseGet(() -> amount.min(left(payment, known)));
        return dispute(paymentId, dispute, Optional.of(taken), Optional.empty(), act);
    }

    private static void refuseIfRecordedByHand(
            String paymentId, String dispute, Money amount, List<String> told, List<Reversal> known) {
        known.stream()
                .filter(each -> each.kind() == Reversal.Kind.CHARGEBACK)
                .filter(each -> each.amount().equals(amount) && !told.contains(each.dispute()))
                .findFirst()
                .ifPresent(byHand -> {
                    throw new Refusal("a dispute over " + amount + " of payment " + paymentId + " was recorded by hand"
                            + (byHand.dispute().isEmpty() ? "" : " as " + byHand.dispute()) + ", and may be " + dispute
                            + ". Is it the same, close this. Is it another, record it with: reckon wallet dispute open "
                            + paymentId + " --ref " + dispute + " --amount " + amount + " --reason WHY");
                });
    }

    private Optional<Reversal> recorded(String id, String dispute, List<Reversal> known) {
        return reversals.find(id).or(() -> Disputes.open(known).stream()
                .filter(open -> dispute.isEmpty() || open.dispute().isEmpty())
                .findFirst());
    }

    private SentBackNow sendBack(
            String id,
            Reversal.Kind kind,
            Payment payment,
            String dispute,
            List<Reversal> known,
            Money back,
            Instant actsAt,
            Cancellations.Word word,
            TurnTable.Turn turn,
            Act act) {
        SentBack part = new SentBack(payment.amount(), payment.amount().minus(left(payment, known)), back);
        Money tax = part.tax(payment.tax().orElse(Money.ZERO));
        Optional<String> cycle =
                switch (payment.purpose()) {
                    case TOP_UP -> Optional.empty();
                    case PLAN, SWITCH -> cancellations.paidBack(payment, actsAt, word, turn);
                };
        Reversal reversal = new Reversal(id, payment.id(), payment.account(), kind, back, tax, cycle, dispute, actsAt);
        List<ReversalTable.Debit> drawn =
                switch (payment.purpose()) {
                    case TOP_UP -> debits.ofTopUp(reversal, part);
                    case PLAN, SWITCH -> cycle.isPresent() ? List.of() : debits.ofPlan(reversal, turn.settled());
                };
        reversals.add(reversal, drawn, turn.now(), act);
        acts.add(act, turn.now(), "wallet " + kind.code(), payment.account(), back + " of payment " + payment.id());
        return new SentBackNow(back, actsAt, Occasion.NOW);
    }

    /** What of a payment has not gone back, or has come again. */
    private static Money left(Payment payment, List<Reversal> known) {
        Money left = payment.amount();
        for (Reversal each : known) {
            left = switch (each.kind()) {
                case REFUND, CHARGEBACK -> left.minus(each.amount());
                case REFUND_FAILED, CHARGEBACK_WON -> left.plus(each.amount());
                case CHARGEBACK_LOST -> left;
            };
        }
        return left;
    }

    /** Money goes back no earlier than it came. */
    private static Instant landing(TurnTable.Turn turn, Optional<Instant> at, Payment payment) {
        Instant landing = turn.landing(at.orElse(turn.now()));
        return landing.isBefore(payment.actsAt()) ? payment.actsAt() : landing;
    }

    private static SentBackNow recognised(
            Reversal known, Payment payment, Optional<Money> amount, Reference reference) {
        if (!known.payment().equals(payment.id())
                || amount.filter(asked -> !asked.equals(known.amount())).isPresent()) {
            throw new Refusal("reference " + reference + " was used before, for " + known.amount() + " of payment "
                    + known.payment() + ". Nothing was changed. Take another reference if this is another refund.");
        }
        return new SentBackNow(known.amount(), known.actsAt(), Occasion.BEFORE);
    }
}
