package io.reckoner.kernel.journal;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.ProviderUsage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened to one account on one UTC day, sorted into happenings; grants and subscriptions are booked apart. */
final class AccountDay {
    /** One happening: the credit that moved, and what no lot covered. */
    private static final class Part {
        private final List<Moved> moved = new ArrayList<>();
        private Money shortfall = Money.ZERO;
        private Money overRun = Money.ZERO;

        UsageOfDay usage(SortedMap<String, Money> providerCost) {
            return new UsageOfDay(moved, shortfall, overRun, providerCost);
        }
    }

    private final Part usage = new Part();
    private final SortedMap<String, Money> providerCost = new TreeMap<>();
    private final List<Moved> payOffs = new ArrayList<>();
    private final List<Moved> lapses = new ArrayList<>();
    private final SortedMap<String, Part> adjustments = new TreeMap<>();
    private final SortedMap<String, Part> refunds = new TreeMap<>();
    private final SortedMap<String, Part> clawBacks = new TreeMap<>();
    private final SortedMap<String, Part> chargebacks = new TreeMap<>();
    private final SortedMap<String, Part> voids = new TreeMap<>();
    private final SortedMap<String, Part> writeOffs = new TreeMap<>();
    private final SortedMap<String, Part> disputeLosses = new TreeMap<>();

    void add(ProviderUsage provider) {
        providerCost.merge(provider.provider(), provider.providerCost(), Money::plus);
    }

    void add(Movement movement) {
        switch (movement.type()) {
            case GRANT -> throw new IllegalArgumentException("grants are booked one by one, not by the day");
            case OPENING_SHORTFALL ->
                throw new IllegalArgumentException("opening balances are booked by one entry, not by the day");
            case DRAW -> usage.moved.add(Moved.of(movement));
            case SHORTFALL -> usage.shortfall = usage.shortfall.plus(movement.amount());
            case OVER_RUN -> usage.overRun = usage.overRun.plus(movement.amount());
            case PAY_OFF -> payOffs.add(Moved.of(movement));
            case LAPSE -> lapses.add(Moved.of(movement));
            case ADJUSTMENT_DRAW -> part(adjustments, movement).moved.add(Moved.of(movement));
            case ADJUSTMENT_SHORTFALL -> owe(part(adjustments, movement), movement);
            case REFUND_DRAW -> part(refunds, movement).moved.add(Moved.of(movement));
            case REFUND_SHORTFALL -> owe(part(refunds, movement), movement);
            case CLAW_BACK_DRAW -> part(clawBacks, movement).moved.add(Moved.of(movement));
            case CLAW_BACK_SHORTFALL -> owe(part(clawBacks, movement), movement);
            case CHARGEBACK_DRAW -> part(chargebacks, movement).moved.add(Moved.of(movement));
            case CHARGEBACK_SHORTFALL -> owe(part(chargebacks, movement), movement);
            case RETURN -> part(voids, movement).moved.add(Moved.of(movement));
            case SHORTFALL_RETURN -> owe(part(voids, movement), movement);
            case WRITE_OFF -> owe(part(writeOffs, movement), movement);
            case DISPUTE_LOSS -> owe(part(disputeLosses, movement), movement);
            case WRITE_OFF_RETURN -> oweAgain(part(writeOffs, movement), movement);
            case DISPUTE_LOSS_RETURN -> oweAgain(part(disputeLosses, movement), movement);
            case OVER_RUN_RETURN -> {
                Part part = part(voids, movement);
                part.overRun = part.overRun.plus(movement.amount());
            }
        }
    }

    /** The day's entries; what comes to zero is empty. */
    List<Optional<JournalEntry>> entries(PostingRules rules, String account, LocalDate day, Dealings dealings) {
        List<Optional<JournalEntry>> entries = new ArrayList<>();
        entries.add(rules.usage(account, day, usage.usage(providerCost)));
        entries.add(rules.payOff(account, day, payOffs));
        entries.add(rules.lapse(account, day, lapses));
        adjustments.forEach((id, part) -> entries.add(rules.adjustment(account, day, id, part.moved, part.shortfall)));
        refunds.forEach((id, part) ->
                entries.add(rules.refund(account, day, id, part.moved, part.shortfall, dealings.receipt(id))));
        clawBacks.forEach((id, part) ->
                entries.add(rules.clawBack(account, day, id, dealings.clawedBack(id), part.moved, part.shortfall)));
        chargebacks.forEach((id, part) ->
                entries.add(rules.chargeback(account, day, id, part.moved, part.shortfall, dealings.receipt(id))));
        voids.forEach((id, part) -> entries.add(rules.voidUsage(account, day, id, part.usage(new TreeMap<>()))));
        writeOffs.forEach((id, part) -> entries.add(rules.writeOff(account, day, id, part.shortfall)));
        disputeLosses.forEach((id, part) -> entries.add(rules.disputeLoss(account, day, id, part.shortfall)));
        return entries;
    }

    private static Part part(SortedMap<String, Part> parts, Movement movement) {
        return parts.computeIfAbsent(movement.cause(), cause -> new Part());
    }

    /** What was given up is owed again. */
    private static void oweAgain(Part part, Movement movement) {
        part.shortfall = part.shortfall.minus(movement.amount());
    }

    private static void owe(Part part, Movement movement) {
        part.shortfall = part.shortfall.plus(movement.amount());
    }
}
