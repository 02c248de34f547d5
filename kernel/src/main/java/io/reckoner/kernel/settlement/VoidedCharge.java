package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.PaidShortfall.Became;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a charge goes when it is voided. What the event drew returns to its lots, unless the payment behind a lot went back
 * since and left uncovered what the event had spent of it: then it meets that debt first, as it meets the event's own shortfall.
 * What of a debt is still owed is owed no more, what was given up is no loss any more, what was paid returns to the lots that
 * paid it; and of these, too, the payment may have gone back.
 *
 * <p>Example: of a top-up of 10.00 an event drew 3.00, the top-up was refunded, the 3.00 that were left uncovered were written
 * off. Voided, the event takes back the write-off; the lot gets nothing.
 */
public final class VoidedCharge {
    /**
     * Credit that was drawn of a lot.
     *
     * @param since no earlier than this
     */
    public record Drawn(String lot, Money amount, Instant since) {}

    /**
     * What a refund, claw-back or chargeback did not find in its lots, less what earlier voids met of it.
     *
     * @param lots its own: a debit empties them before it leaves anything uncovered
     */
    public record Uncovered(String debit, Instant actsAt, Money amount, Set<String> lots) {
        private LocalDate day() {
            return actsAt.atZone(ZoneOffset.UTC).toLocalDate();
        }
    }

    /** Credit that returns to a lot: to one the event drew on, or to one that paid a debt. */
    public record Back(String lot, Money amount, boolean paidOff) {}

    /**
     * A part of a debt that is met.
     *
     * @param debit what left the debt; empty for the event's own shortfall
     * @param day UTC day of the debt
     */
    public record Met(String debit, LocalDate day, PaidShortfall.Part part) {}

    /** Credit on its way back; {@code debit} is the debt that it had paid, empty for what the event drew. */
    private record Coming(Drawn drawn, String debit) {}

    private final List<Uncovered> debits;
    private final PaidShortfall history;
    private final Map<String, Money> open = new HashMap<>();
    private final List<Back> back = new ArrayList<>();
    private final List<Met> met = new ArrayList<>();

    /**
     * Works it out; what is met is taken out of the history.
     *
     * @param drawn what the event drew, in order of drawing
     * @param settledOn UTC day of its own shortfall
     * @param debits of the account, the latest first
     */
    public VoidedCharge(
            List<Drawn> drawn, LocalDate settledOn, Money shortfall, List<Uncovered> debits, PaidShortfall history) {
        this.debits = debits;
        this.history = history;
        debits.forEach(debit -> open.put(debit.debit(), debit.amount()));
        List<Coming> coming =
                meet(drawn.stream().map(each -> new Coming(each, "")).toList(), settledOn, shortfall, false);
        while (!coming.isEmpty()) {
            coming = meet(coming, settledOn, Money.ZERO, true);
        }
    }

    /** What returns to lots: in order of drawing, then of paying. */
    public List<Back> back() {
        return back;
    }

    /** What meets debts. */
    public List<Met> met() {
        return met;
    }

    /** Lets credit meet debts, and the rest return to its lots; gives what had paid these debts, in order of paying. */
    private List<Coming> meet(List<Coming> coming, LocalDate settledOn, Money shortfall, boolean paidOff) {
        List<Coming> payers = new ArrayList<>();
        Money own = shortfall;
        List<Money> left = new ArrayList<>(
                coming.stream().map(each -> each.drawn().amount()).toList());
        for (Became became : Became.values()) {
            own = own.minus(meet("", settledOn, became, own, payers));
            for (int i = coming.size() - 1; i >= 0; i--) {
                for (Uncovered debit : debits) {
                    if (leftUncovered(debit, coming.get(i))) {
                        Money most = left.get(i).min(open.getOrDefault(debit.debit(), Money.ZERO));
                        Money amount = meet(debit.debit(), debit.day(), became, most, payers);
                        open.merge(debit.debit(), amount, Money::minus);
                        left.set(i, left.get(i).minus(amount));
                    }
                }
            }
        }
        for (int i = 0; i < coming.size(); i++) {
            if (left.get(i).isPositive()) {
                back.add(new Back(coming.get(i).drawn().lot(), left.get(i), paidOff));
            }
        }
        return payers.reversed();
    }

    private Money meet(String debit, LocalDate day, Became became, Money most, List<Coming> payers) {
        Money all = Money.ZERO;
        for (PaidShortfall.Part part : history.takeBack(day, became, most)) {
            met.add(new Met(debit, day, part));
            all = all.plus(part.amount());
            if (became == Became.PAID) {
                Instant since = part.on().atStartOfDay(ZoneOffset.UTC).toInstant();
                payers.add(new Coming(new Drawn(part.lot(), part.amount(), since), debit));
            }
        }
        return all;
    }

    private static boolean leftUncovered(Uncovered debit, Coming coming) {
        return debit.lots().contains(coming.drawn().lot())
                && !debit.actsAt().isBefore(coming.drawn().since())
                && !debit.debit().equals(coming.debit());
    }
}
