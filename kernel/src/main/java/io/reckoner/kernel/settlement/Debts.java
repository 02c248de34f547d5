package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Open shortfall by UTC day, first in, first out. What arises today is summed apart, without an object for each event. */
final class Debts {
    private final Deque<Debt> open = new ArrayDeque<>();
    private final PicoSum today = new PicoSum();
    private long epochDay;

    Debts(List<Debt> debts) {
        open.addAll(debts);
    }

    /** A shortfall of usage. */
    void add(long instant, long picos) {
        long day = Micros.epochDay(instant);
        if (day != epochDay) {
            close();
            epochDay = day;
        }
        today.add(picos);
    }

    /** A shortfall of a debit. */
    void add(LocalDate day, Money amount) {
        close();
        Debt newest = open.peekLast();
        if (newest != null && newest.day().equals(day)) {
            open.removeLast();
            open.addLast(new Debt(day, newest.amount().plus(amount)));
        } else {
            open.addLast(new Debt(day, amount));
        }
    }

    private void close() {
        if (!today.isZero()) {
            Money amount = today.money();
            today.clear();
            add(LocalDate.ofEpochDay(epochDay), amount);
        }
    }

    Money owed() {
        close();
        return open.stream().map(Debt::amount).reduce(Money.ZERO, Money::plus);
    }

    /** Pays the oldest first; never more than is owed. */
    void pay(Money amount) {
        close();
        Money left = amount;
        while (left.isPositive()) {
            Debt oldest = open.removeFirst();
            Money paid = left.min(oldest.amount());
            left = left.minus(paid);
            if (paid.compareTo(oldest.amount()) < 0) {
                open.addFirst(new Debt(oldest.day(), oldest.amount().minus(paid)));
            }
        }
    }

    /**
     * Takes back what voided usage still owes.
     *
     * @throws IllegalStateException when less is owed from that day
     */
    void cancel(LocalDate day, Money amount) {
        close();
        List<Debt> kept = new ArrayList<>();
        Money owed = Money.ZERO;
        for (Debt debt : open) {
            if (debt.day().equals(day)) {
                owed = debt.amount();
            }
            if (!debt.day().equals(day)) {
                kept.add(debt);
            } else if (amount.compareTo(owed) < 0) {
                kept.add(new Debt(day, owed.minus(amount)));
            }
        }
        if (amount.compareTo(owed) > 0) {
            throw new IllegalStateException("a void takes back " + amount + " of shortfall of " + day + ", but only "
                    + owed + " of it is unpaid");
        }
        open.clear();
        open.addAll(kept);
    }

    List<Debt> open() {
        close();
        return List.copyOf(open);
    }
}
