package io.reckoner.kernel.journal;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.MovementType;
import io.reckoner.kernel.settlement.ProviderUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps the books of one run: turns what settlement did to an account into entries, account by account.
 *
 * <p>One entry for each UTC day and happening: a day's usage, pay-offs and lapses are one entry each; every lot granted,
 * debit, void and cycle has its own.
 */
public final class Bookkeeper {
    private static final Comparator<JournalEntry> ORDER = Comparator.comparing(
                    (JournalEntry entry) -> entry.key().day())
            .thenComparing(entry -> entry.key().kind())
            .thenComparing(entry -> entry.key().reference());

    private final PostingRules rules;
    private final Instant previousWatermark;
    private final Instant watermark;

    /**
     * The books of a run.
     *
     * @param previousWatermark the run settles from here, inclusive
     * @param watermark to here, exclusive
     */
    public Bookkeeper(PostingRules rules, Instant previousWatermark, Instant watermark) {
        this.rules = rules;
        this.previousWatermark = previousWatermark;
        this.watermark = watermark;
    }

    /** The entries of an account, by day, kind and reference. */
    public List<JournalEntry> entries(
            String account, List<Movement> movements, List<ProviderUsage> usage, Dealings dealings) {
        List<Optional<JournalEntry>> entries = new ArrayList<>();
        SortedMap<LocalDate, AccountDay> days = new TreeMap<>();
        usage.forEach(cost ->
                days.computeIfAbsent(cost.day(), day -> new AccountDay()).add(cost));
        for (Movement movement : movements) {
            if (movement.type() == MovementType.GRANT) {
                entries.add(grant(account, movement, dealings));
            } else {
                days.computeIfAbsent(movement.day(), day -> new AccountDay()).add(movement);
            }
        }
        days.forEach((day, book) -> entries.addAll(book.entries(rules, account, day, dealings)));
        dealings.cycles().forEach(cycle -> cycle(account, cycle, movements, entries));
        dealings.paidBack().stream()
                .filter(back -> isInRun(back.at()))
                .map(back -> rules.subscriptionRefund(
                        account, day(back.at()), back.id(), Money.ZERO, back.refunded(), back.receipt()))
                .forEach(entries::add);
        dealings.paidAgain().stream()
                .filter(again -> isInRun(again.at()))
                .map(again -> rules.subscriptionAgain(
                        account,
                        day(again.at()),
                        again.id(),
                        credit(again, movements),
                        again.earned(),
                        again.receipt()))
                .forEach(entries::add);
        return entries.stream().flatMap(Optional::stream).sorted(ORDER).toList();
    }

    private Optional<JournalEntry> grant(String account, Movement movement, Dealings dealings) {
        Lot lot = Moved.lot(movement);
        if (dealings.isPaidAgain(lot)) {
            return Optional.empty();
        }
        return switch (lot.kind()) {
            case TOPUP ->
                rules.topUp(
                        account,
                        movement.day(),
                        lot.id(),
                        movement.amount(),
                        dealings.receipt(lot.origin().id()));
            case BONUS, GIFT, REFERRAL, COMPENSATION, DISCOUNT, ADJUSTMENT ->
                rules.grant(account, movement.day(), lot.id(), lot.kind(), movement.amount());
            case PLAN, PLAN_BONUS -> rules.planGrant(account, movement.day(), lot.id(), Moved.of(movement));
            case SWITCH_CREDIT -> {
                if (dealings.cycles().stream().noneMatch(cycle -> isOf(lot, cycle))) {
                    throw new IllegalStateException(
                            "switch credit " + lot.id() + " belongs to no cycle among the dealings of " + account);
                }
                yield Optional.empty();
            }
        };
    }

    private void cycle(
            String account, SoldCycle cycle, List<Movement> movements, List<Optional<JournalEntry>> entries) {
        SubscriptionAccrual accrual = cycle.accrual();
        if (isInRun(cycle.soldAt())) {
            entries.add(
                    rules.subscriptionSale(account, day(cycle.soldAt()), cycle.id(), cycle.price(), cycle.receipt()));
        }
        for (SubscriptionAccrual.Day earned : accrual.days(previousWatermark, watermark)) {
            entries.add(rules.accrual(account, earned.day(), cycle.id(), earned.amount()));
        }
        switch (cycle.ending()) {
            case SoldCycle.Ending.RunsOut end -> {}
            case SoldCycle.Ending.Switched end -> {
                if (isInRun(end.at())) {
                    entries.add(rules.switchPlan(
                            account, day(end.at()), cycle.id(), accrual.unearned(), credit(cycle, movements)));
                }
            }
            case SoldCycle.Ending.Refunded end -> {
                if (isInRun(end.at())) {
                    entries.add(rules.subscriptionRefund(
                            account, day(end.at()), cycle.id(), accrual.unearned(), end.refunded(), end.receipt()));
                }
            }
        }
    }

    /** What the switch from a cycle gave back; nothing for a downgrade. */
    private static Money credit(SoldCycle cycle, List<Movement> movements) {
        return movements.stream()
                .filter(movement -> movement.type() == MovementType.GRANT && isOf(Moved.lot(movement), cycle))
                .map(Movement::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    /** What of a plan's payment that came again the Wallet gets. */
    private static List<Moved> credit(PaidAgain again, List<Movement> movements) {
        LotOrigin origin = new LotOrigin(LotOrigin.Type.PAYMENT, again.id());
        return movements.stream()
                .filter(movement -> movement.type() == MovementType.GRANT
                        && Moved.lot(movement).origin().equals(origin))
                .map(Moved::of)
                .toList();
    }

    private boolean isInRun(Instant instant) {
        return !instant.isBefore(previousWatermark) && instant.isBefore(watermark);
    }

    private static boolean isOf(Lot lot, SoldCycle cycle) {
        return cycle.ending() instanceof SoldCycle.Ending.Switched end
                && lot.kind() == LotKind.SWITCH_CREDIT
                && lot.origin().equals(new LotOrigin(LotOrigin.Type.SWITCH, end.id()));
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
