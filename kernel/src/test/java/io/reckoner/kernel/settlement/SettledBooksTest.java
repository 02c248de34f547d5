package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.PurseTotals;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.credit.LotKind;
import io.reckoner.kernel.journal.AccountName;
import io.reckoner.kernel.journal.Bookkeeper;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.Dealings;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.JournalTotals;
import io.reckoner.kernel.journal.PostingRules;
import io.reckoner.kernel.journal.Receipt;
import io.reckoner.kernel.journal.SoldCycle;
import io.reckoner.kernel.journal.SoldCycle.Ending;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.Cycle;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Made-up accounts are settled and booked: after every run settlement, journal and lots agree, and nothing stays deferred. */
class SettledBooksTest {
    private static final ChartOfAccounts CHART = ChartOfAccounts.STANDARD;
    private static final int ACCOUNTS_PER_SEED = 100;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void booksAgreeWithWhatWasSettled(long seed) {
        for (int i = 0; i < ACCOUNTS_PER_SEED; i++) {
            RandomAccount account = new RandomAccount(seed * 1_000_000 + i);
            assertThat(live(account))
                    .as("account of seed %d", seed * 1_000_000 + i)
                    .allSatisfy((name, balance) -> {
                        if (isSettledInTheEnd(name)) {
                            assertThat(balance).as(name.name()).isEqualTo(Money.ZERO);
                        }
                    });
        }
    }

    /** By then every cycle has ended: its price is earned, its credit gone. */
    private static boolean isSettledInTheEnd(AccountName name) {
        return name.equals(CHART.deferredSubscription()) || name.name().startsWith("Liabilities:PlanCredit:");
    }

    private static Map<AccountName, Money> live(RandomAccount account) {
        Map<AccountName, Money> balances = new TreeMap<>();
        Symbols symbols = new Symbols();
        AccountState state = AccountState.fresh(RandomAccount.ACCOUNT);
        Instant previous = RandomAccount.START;
        int run = 0;
        for (Instant next : account.cadence(1 + account.random.nextInt(8))) {
            Instant from = previous;
            List<Rated> events = next.equals(from) ? List.of() : account.events(20, from, next);
            List<TimelineItem> items = account.items.stream()
                    .filter(item -> !item.actsAt().isBefore(from))
                    .toList();
            Recorded recorded = new Recorded();
            Settler settler = new Settler(new SettlementTerms(from, next, RandomAccount.PLANS), symbols);
            settler.begin(state, items, recorded);
            List<Rated.Drawn> drawn = Rated.settle(settler, events, Micros.of(from), symbols, 7);
            AccountState closing = settler.finish();
            List<JournalEntry> entries = new Bookkeeper(new PostingRules(CHART, ++run), from, next)
                    .entries(RandomAccount.ACCOUNT, recorded.movements, recorded.usages, dealings(account.items));

            ControlTotals totals = PurseTotals.of(state, recorded.movements, closing)
                    .plus(new JournalTotals(CHART).of(entries))
                    .plus(settled(events, drawn));
            assertThat(ControlProof.of(ControlEquation.ofSettling(), totals)).isInstanceOf(ControlProof.Holds.class);
            assertThat(entries).extracting(JournalEntry::id).doesNotHaveDuplicates();
            entries.forEach(
                    entry -> entry.postings().forEach(leg -> balances.merge(leg.account(), leg.amount(), Money::plus)));
            state = closing;
            previous = next;
        }
        return balances;
    }

    /** What the events themselves and their draws come to, as settlement and as facts. */
    private static ControlTotals settled(List<Rated> events, List<Rated.Drawn> drawn) {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        for (Book book : List.of(Book.SETTLEMENT, Book.FACTS)) {
            for (Rated event : events) {
                sheet.add(book.total(UsageFigure.CHARGE), Money.ofPicos(event.charge()));
                if (event.cost() != EventBlock.ABSENT) {
                    sheet.add(book.total(UsageFigure.PROVIDER_COST), Money.ofPicos(event.cost()));
                }
            }
            for (Rated.Drawn row : drawn) {
                sheet.add(book.total(UsageFigure.DRAW_MAIN), Money.ofPicos(row.main()))
                        .add(book.total(UsageFigure.DRAW_BACKUP), Money.ofPicos(row.backup()))
                        .add(book.total(UsageFigure.DRAW_WALLET_BONUS), Money.ofPicos(row.bonus()))
                        .add(book.total(UsageFigure.DRAW_WALLET_PAID), Money.ofPicos(row.paid()))
                        .add(book.total(UsageFigure.SHORTFALL), Money.ofPicos(row.shortfall()))
                        .add(book.total(UsageFigure.OVER_RUN), Money.ofPicos(row.overRun()));
            }
        }
        return sheet.totals();
    }

    private static Dealings dealings(List<TimelineItem> items) {
        Map<String, Receipt> receipts = new HashMap<>();
        Map<String, LotKind> clawedBack = new HashMap<>();
        List<SoldCycle> cycles = new ArrayList<>();
        for (TimelineItem item : items) {
            if (item instanceof TimelineItem.Grant grant) {
                receipts.put(grant.lot().origin().id(), paid(grant.lot().amount()));
            } else if (item instanceof TimelineItem.Debit debit) {
                receipts.put(debit.id(), paid(debit.amount()));
                clawedBack.put(debit.id(), LotKind.BONUS);
            } else if (item instanceof TimelineItem.CycleStart start) {
                Cycle cycle = start.cycle();
                Money price = RandomAccount.PLANS.planOf(cycle).price();
                cycles.add(new SoldCycle(
                        cycle.id(),
                        price,
                        cycle.opensAt(),
                        cycle.opensAt(),
                        cycle.end(),
                        paid(price),
                        ending(cycle, items)));
            }
        }
        return new Dealings(receipts, clawedBack, List.of(), List.of(), cycles);
    }

    private static Ending ending(Cycle cycle, List<TimelineItem> items) {
        return items.stream()
                .filter(item -> item.actsAt().isBefore(cycle.end()))
                .flatMap(item -> ending(cycle, item).stream())
                .findFirst()
                .orElse(new Ending.RunsOut());
    }

    private static Optional<Ending> ending(Cycle cycle, TimelineItem item) {
        if (item instanceof TimelineItem.CycleSwitch change && change.cycle().equals(cycle.id())) {
            return Optional.of(new Ending.Switched(change.id(), change.actsAt()));
        }
        if (item instanceof TimelineItem.CycleEnd end && end.cycle().equals(cycle.id())) {
            Money price = RandomAccount.PLANS.planOf(cycle).price();
            return Optional.of(new Ending.Refunded(end.id(), end.actsAt(), price, paid(price)));
        }
        return Optional.empty();
    }

    private static Receipt paid(Money amount) {
        return Receipt.of(Receipt.OFFLINE, Rounding.toCents(amount));
    }
}
