package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lots paid the shortfall of which day, told again from an account's movements: debts age first in, first out.
 *
 * <p>Example: 2.00 owed from the 2nd and 3.00 from the 3rd; a top-up of 4.00 on the 4th paid 2.00 of the 2nd and 2.00 of the 3rd.
 */
public final class PaidShortfall {
    /** What a lot paid. */
    public record Paid(String lot, Money amount) {}

    private final SortedMap<LocalDate, Money> owed = new TreeMap<>();
    private final Map<LocalDate, List<Paid>> paid = new HashMap<>();

    /** Shortfall arose. */
    public void owe(LocalDate day, Money amount) {
        owed.merge(day, amount, Money::plus);
    }

    /** A lot paid shortfall. */
    public void pay(String lot, Money amount) {
        Money left = amount;
        while (left.isPositive() && !owed.isEmpty()) {
            Map.Entry<LocalDate, Money> oldest = owed.entrySet().iterator().next();
            Money part = left.min(oldest.getValue());
            take(oldest.getKey(), part);
            paid.computeIfAbsent(oldest.getKey(), day -> new ArrayList<>()).add(new Paid(lot, part));
            left = left.minus(part);
        }
    }

    /** Shortfall was given up, the oldest first. */
    public void giveUp(Money amount) {
        Money left = amount;
        while (left.isPositive() && !owed.isEmpty()) {
            Map.Entry<LocalDate, Money> oldest = owed.entrySet().iterator().next();
            Money part = left.min(oldest.getValue());
            take(oldest.getKey(), part);
            left = left.minus(part);
        }
    }

    /** A void took back unpaid shortfall of a day. */
    public void cancel(LocalDate day, Money amount) {
        take(day, amount);
    }

    /** A void gave back to a lot what it had paid for a day: the latest first. */
    public void giveBack(LocalDate day, String lot, Money amount) {
        List<Paid> list = paid.getOrDefault(day, new ArrayList<>());
        Money left = amount;
        for (int i = list.size() - 1; i >= 0 && left.isPositive(); i--) {
            if (list.get(i).lot().equals(lot)) {
                Money part = left.min(list.get(i).amount());
                left = left.minus(part);
                list.set(i, new Paid(lot, list.get(i).amount().minus(part)));
            }
        }
        list.removeIf(each -> each.amount().isZero());
    }

    private void take(LocalDate day, Money amount) {
        Money rest = owed.getOrDefault(day, Money.ZERO).minus(amount);
        if (rest.isPositive()) {
            owed.put(day, rest);
        } else {
            owed.remove(day);
        }
    }

    /** What is still owed from a day. */
    public Money owed(LocalDate day) {
        return owed.getOrDefault(day, Money.ZERO);
    }

    /** What was paid last for a day, up to an amount, in order of paying. */
    public List<Paid> latest(LocalDate day, Money most) {
        List<Paid> list = paid.getOrDefault(day, List.of());
        List<Paid> latest = new ArrayList<>();
        Money left = most;
        for (int i = list.size() - 1; i >= 0 && left.isPositive(); i--) {
            Money part = left.min(list.get(i).amount());
            latest.addFirst(new Paid(list.get(i).lot(), part));
            left = left.minus(part);
        }
        return latest;
    }
}
