package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.usage.Symbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The settler and the naive one agree on every draw, movement, lot, debt and counter of thousands of made-up accounts. */
class SettlerAgainstNaiveTest {
    private static final int ACCOUNTS_PER_SEED = 250;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreeOnEveryAccount(long seed) {
        for (int i = 0; i < ACCOUNTS_PER_SEED; i++) {
            agree(seed * 1_000_000 + i);
        }
    }

    @Tag("proof")
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108, 109, 110})
    void agreeOnManyMore(long seed) {
        for (int i = 0; i < 10 * ACCOUNTS_PER_SEED; i++) {
            agree(seed * 1_000_000 + i);
        }
    }

    private static void agree(long seed) {
        RandomAccount account = new RandomAccount(seed);
        NaiveSettler naive = new NaiveSettler(RandomAccount.PLANS, RandomAccount.ACCOUNT);
        Set<String> voided = new HashSet<>();
        Symbols symbols = new Symbols();
        Recorded recorded = new Recorded();
        List<Rated> all = new ArrayList<>();
        List<Rated.Drawn> drawn = new ArrayList<>();
        AccountState state = AccountState.fresh(RandomAccount.ACCOUNT);
        Instant previous = RandomAccount.START;
        for (Instant next : account.cadence(1 + account.random.nextInt(8))) {
            Instant from = account.random.nextBoolean() ? previous : RandomAccount.START;
            // Where the watermark stays, only late events settle.
            List<Rated> events = account.events(20, next.equals(previous) ? RandomAccount.START : from, next).stream()
                    .filter(event -> event.ts() < Micros.of(next))
                    .toList();
            all.addAll(events);
            recordMore(account, naive, previous, voided);
            Instant run = previous;
            List<TimelineItem> items = new ArrayList<>(account.items.stream()
                    .filter(item -> !item.actsAt().isBefore(run))
                    .toList());
            naive.run(previous, next, items, events);
            Collections.shuffle(items, account.random);
            Settler settler = new Settler(new SettlementTerms(previous, next, RandomAccount.PLANS), symbols);
            settler.begin(state, items, recorded);
            drawn.addAll(Rated.settle(settler, events, Micros.of(previous), symbols, 1 + account.random.nextInt(7)));
            state = settler.finish();
            // What is late at a standing watermark settles at it, and finds a cycle ended that ends there.
            long settledTo = Micros.of(next) - (next.equals(previous) && !events.isEmpty() ? 0 : 1);
            previous = next;
            assertThat(state.lots())
                    .as("lots of account %d at %s", seed, next)
                    .isEqualTo(naive.history().openLots());
            assertThat(state.debts())
                    .as("debts of account %d at %s", seed, next)
                    .isEqualTo(naive.debts().byDay());
            agreeOnCycle(seed, state, naive, settledTo);
        }
        assertThat(drawn).as("draws of account %d", seed).isEqualTo(naive.drawn());
        assertThat(new TreeMap<>(recorded.sums()))
                .as("movements of account %d", seed)
                .isEqualTo(naive.history().sums());
        conserve(seed, all, drawn, recorded, state);
    }

    /** Acts recorded between two runs: they land at the watermark or later. */
    private static void recordMore(RandomAccount account, NaiveSettler naive, Instant previous, Set<String> voided) {
        if (previous.isAfter(RandomAccount.START.plus(Duration.ofDays(RandomAccount.DAYS - 2)))) {
            return;
        }
        if (account.random.nextInt(3) == 0) {
            account.items.add(account.grant(previous));
            account.items.add(account.debit(previous));
        }
        List<Rated.Drawn> candidates = naive.drawn().stream()
                .filter(row -> row.sum() > 0 && !voided.contains(row.id()))
                .toList();
        if (!candidates.isEmpty() && account.random.nextInt(2) == 0) {
            Rated.Drawn row = candidates.get(account.random.nextInt(candidates.size()));
            voided.add(row.id());
            voidOf(row, naive, previous, account).ifPresent(account.items::add);
        }
    }

    /** The void of an event, where none of its shortfall was paid since. Where it has some it acts before the debts change. */
    private static Optional<TimelineItem> voidOf(
            Rated.Drawn row, NaiveSettler naive, Instant at, RandomAccount account) {
        List<NaiveHistory.Change> changes = naive.history().changes().stream()
                .filter(change -> change.event().equals(row.id()))
                .toList();
        LocalDate day = Micros.day(changes.getFirst().at());
        Money owed = naive.debts().byDay().stream()
                .filter(debt -> debt.day().equals(day))
                .map(Debt::amount)
                .reduce(Money.ZERO, Money::plus);
        boolean anotherVoidOfThatDay = account.items.stream()
                .anyMatch(item -> item instanceof TimelineItem.UsageVoid other
                        && other.owed().stream().anyMatch(debt -> debt.day().equals(day))
                        && !other.actsAt().isBefore(at));
        Instant actsAt = row.shortfall() == 0 ? account.instant(at) : at;
        if (anotherVoidOfThatDay || owed.compareTo(Money.ofPicos(row.shortfall())) < 0) {
            return Optional.empty();
        }
        List<TimelineItem.LotDraw> draws = changes.stream()
                .filter(change -> change.type() == MovementType.DRAW)
                .map(change -> new TimelineItem.LotDraw(change.lot(), Money.of(change.amount())))
                .toList();
        return Optional.of(new TimelineItem.UsageVoid(
                "v-" + row.id(),
                draws,
                row.shortfall() == 0 ? List.of() : List.of(new Debt(day, Money.ofPicos(row.shortfall()))),
                List.of(),
                Money.ofPicos(row.overRun()),
                actsAt));
    }

    private static void agreeOnCycle(long seed, AccountState state, NaiveSettler naive, long settledTo) {
        // A state holds what has opened by its last settled instant and not ended.
        LiveCycle live = state.cycle();
        assertThat(Optional.ofNullable(live).map(LiveCycle::cycle))
                .as("cycle of account %d at %s", seed, settledTo)
                .isEqualTo(naive.cycles().live(settledTo));
        if (live != null) {
            assertThat(live)
                    .as("counters of account %d at %s", seed, settledTo)
                    .isEqualTo(naive.cycles().counters(live.cycle()));
        }
    }

    /** Every charge is drawn, owed or lost; every lot goes from its amount to its rest without a gap, never below nothing. */
    private static void conserve(
            long seed, List<Rated> events, List<Rated.Drawn> drawn, Recorded recorded, AccountState state) {
        long charged = events.stream().mapToLong(Rated::charge).sum();
        assertThat(drawn.stream().mapToLong(Rated.Drawn::sum).sum())
                .as("account %d", seed)
                .isEqualTo(charged);
        Money used = recorded.usages.stream().map(ProviderUsage::charge).reduce(Money.ZERO, Money::plus);
        assertThat(used).isEqualTo(Money.ofPicos(charged));
        assertThat(recorded.usages.stream().mapToLong(ProviderUsage::events).sum())
                .isEqualTo(events.size());
        Map<Lot, Money> balances = new HashMap<>();
        Money debt = Money.ZERO;
        List<Movement> movements = new ArrayList<>(recorded.movements);
        // Within a day credit comes before what it is spent on; movements of a day are sums.
        movements.sort(Comparator.comparing(Movement::day)
                .thenComparing(movement -> -movement.type().lotSign()));
        for (Movement movement : movements) {
            Lot lot = movement.lot();
            if (lot != null) {
                Money balance = balances.merge(
                        lot, movement.amount().times(movement.type().lotSign()), Money::plus);
                assertThat(balance.isNegative())
                        .as("%s of account %d", lot.id(), seed)
                        .isFalse();
            }
            debt = debt.plus(movement.amount().times(movement.type().debtSign()));
        }
        balances.values().removeIf(Money::isZero);
        Map<Lot, Money> open = new HashMap<>();
        state.lots().forEach(lot -> open.put(lot.lot(), lot.remaining()));
        assertThat(balances).as("account %d", seed).isEqualTo(open);
        assertThat(debt).as("account %d", seed).isEqualTo(state.owed());
    }
}
