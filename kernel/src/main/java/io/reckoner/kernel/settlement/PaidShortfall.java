package io.reckoner.kernel.settlement;

import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of the shortfall of each day, told again from an account's movements: debts age first in, first out.
 *
 * <p>Example: 2.00 owed from the 2nd and 3.00 from the 3rd; a top-up of 4.00 on the 4th paid 2.00 of the 2nd and 2.00 of the 3rd.
 */
public final class PaidShortfall {
    /** What became of a part of a debt, in the order in which voids take it back: credit comes back last. */
    public enum Became {
        OWED,
        WRITE_OFF,
        DISPUTE_LOSS,
        PAID;

        /** The word in SQL. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The constant of a word in SQL. */
        public static Became of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }

        private static Became of(GivingUp kind) {
            return switch (kind) {
                case WRITE_OFF -> WRITE_OFF;
                case DISPUTE_LOSS -> DISPUTE_LOSS;
            };
        }
    }

    /**
     * A part of a day's debt.
     *
     * @param lot what paid it; empty where nothing did
     * @param on UTC day of that; of what is still owed, the day it arose
     */
    public record Part(Became became, String lot, Money amount, LocalDate on) {}

    private final SortedMap<LocalDate, Money> owed = new TreeMap<>();

    /** What is owed no more, by the day it arose, in order of happening. */
    private final Map<LocalDate, List<Part>> closed = new HashMap<>();

    /** Shortfall arose. */
    public void owe(LocalDate day, Money amount) {
        owed.merge(day, amount, Money::plus);
    }

    /** A lot paid shortfall, the oldest first. */
    public void pay(LocalDate on, String lot, Money amount) {
        close(new Part(Became.PAID, lot, amount, on));
    }

    /** Shortfall was given up, the oldest first. */
    public void giveUp(LocalDate on, GivingUp kind, Money amount) {
        close(new Part(Became.of(kind), "", amount, on));
    }

    private void close(Part all) {
        Money left = all.amount();
        while (left.isPositive() && !owed.isEmpty()) {
            Map.Entry<LocalDate, Money> oldest = owed.entrySet().iterator().next();
            Money part = left.min(oldest.getValue());
            closed.computeIfAbsent(oldest.getKey(), day -> new ArrayList<>())
                    .add(new Part(all.became(), all.lot(), part, all.on()));
            takeOwed(oldest.getKey(), part);
            left = left.minus(part);
        }
    }

    /** A void took this back of a day's debt. */
    public void takeBack(LocalDate day, Became became, String lot, Money amount) {
        if (became == Became.OWED) {
            takeOwed(day, amount);
            return;
        }
        List<Part> parts = closed.getOrDefault(day, new ArrayList<>());
        Money left = amount;
        for (int i = parts.size() - 1; i >= 0 && left.isPositive(); i--) {
            Part part = parts.get(i);
            if (part.became() == became && part.lot().equals(lot)) {
                Money taken = left.min(part.amount());
                left = left.minus(taken);
                parts.set(i, new Part(became, lot, part.amount().minus(taken), part.on()));
            }
        }
        parts.removeIf(part -> part.amount().isZero());
    }

    /** What a void takes back of a day's debt, of what became of it this way: the latest first, at most an amount. */
    public List<Part> takeBack(LocalDate day, Became became, Money most) {
        List<Part> taken = new ArrayList<>();
        Money left = most;
        for (Part part : latest(day, became)) {
            Money amount = left.min(part.amount());
            if (amount.isPositive()) {
                taken.add(new Part(became, part.lot(), amount, part.on()));
                left = left.minus(amount);
            }
        }
        taken.forEach(part -> takeBack(day, became, part.lot(), part.amount()));
        return taken;
    }

    private List<Part> latest(LocalDate day, Became became) {
        return became == Became.OWED
                ? List.of(new Part(became, "", owed.getOrDefault(day, Money.ZERO), day))
                : closed.getOrDefault(day, List.of()).reversed().stream()
                        .filter(part -> part.became() == became)
                        .toList();
    }

    private void takeOwed(LocalDate day, Money amount) {
        Money rest = owed.getOrDefault(day, Money.ZERO).minus(amount);
        if (rest.isPositive()) {
            owed.put(day, rest);
        } else {
            owed.remove(day);
        }
    }
}
