package io.reckoner.kernel.opening;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.PurseTotals;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.Moved;
import io.reckoner.kernel.journal.PostingRules;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.AccountState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts of one cut-over together: their sums, the one entry, and the totals that prove it. */
public record OpeningBalances(CutOver cutOver, List<Opening> openings) {
    public OpeningBalances {
        openings = openings.stream()
                .sorted(Comparator.comparing(Opening::account, Directory.ID_ORDER))
                .toList();
    }

    /** Credit by pool and kind, in their order; what comes to nothing is left out. */
    public List<Moved> credit() {
        Map<Pool, Map<LotKind, Money>> sums = new EnumMap<>(Pool.class);
        openings.stream().flatMap(opening -> opening.lots().stream()).forEach(lot -> sums.computeIfAbsent(
                        lot.pool(), pool -> new EnumMap<>(LotKind.class))
                .merge(lot.kind(), lot.amount(), Money::plus));
        List<Moved> credit = new ArrayList<>();
        sums.forEach((pool, kinds) -> kinds.forEach((kind, sum) -> credit.add(new Moved(pool, kind, sum))));
        return credit;
    }

    /** Wallet credit of all accounts. */
    public Money wallet() {
        return credit().stream()
                .filter(sum -> sum.pool() == Pool.WALLET)
                .map(Moved::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    /** What all accounts owe. */
    public Money owed() {
        return openings.stream()
                .flatMap(opening -> opening.debts().stream())
                .map(debt -> debt.amount())
                .reduce(Money.ZERO, Money::plus);
    }

    /** What of all running cycles is still to be earned. */
    public Money unearned() {
        return openings.stream().map(opening -> opening.unearned(cutOver)).reduce(Money.ZERO, Money::plus);
    }

    /** The entry of the cut-over; nothing where no account brings anything. */
    public Optional<JournalEntry> entry(PostingRules rules, String reference) {
        return rules.opening(cutOver.day(), reference, credit(), owed(), unearned());
    }

    /** How each purse got from nothing to what the states hold. */
    public ControlTotals totals() {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        for (Opening opening : openings) {
            AccountState before = AccountState.fresh(opening.account());
            sheet.add(PurseTotals.of(before, opening.movements(cutOver), opening.state(cutOver)));
        }
        return sheet.totals();
    }
}
