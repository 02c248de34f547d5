package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However often a run settles, and in whatever order and blocks its input comes: same draws per event, same lots, same sums per
 * account and day, as long as nothing is late and nothing is recorded in between.
 */
class CadenceTest {
    private static final Instant END = RandomAccount.START.plus(Duration.ofDays(RandomAccount.DAYS));

    /** What must not depend on the cadence. */
    private record Outcome(
            List<Rated.Drawn> drawn, AccountState state, Map<String, ?> movements, Map<String, String> usage) {}

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void anyCadenceSettlesAlike(long seed) {
        for (int i = 0; i < 100; i++) {
            RandomAccount account = new RandomAccount(seed * 1_000_000 + i);
            List<Rated> events = account.events(60, RandomAccount.START, END);
            Outcome once = settle(account.items, events, account.cadence(1), EventBlock.CAPACITY);
            for (int runs : new int[] {2, 5, 40}) {
                List<TimelineItem> items = shuffled(account.items, account.random);
                List<Rated> shuffled = shuffled(events, account.random);
                Outcome often = settle(items, shuffled, account.cadence(runs), 1 + account.random.nextInt(5));
                assertThat(often)
                        .as("account %d of seed %d in %d runs", i, seed, runs)
                        .isEqualTo(once);
            }
        }
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }

    private static Outcome settle(
            List<TimelineItem> items, List<Rated> events, List<Instant> watermarks, int rowsPerBlock) {
        Symbols symbols = new Symbols();
        Recorded recorded = new Recorded();
        List<Rated.Drawn> drawn = new ArrayList<>();
        AccountState state = AccountState.fresh(RandomAccount.ACCOUNT);
        Instant previous = RandomAccount.START;
        for (Instant next : watermarks) {
            Instant from = previous;
            Settler settler = new Settler(new SettlementTerms(from, next, RandomAccount.PLANS), symbols);
            settler.begin(state, waiting(items, from), recorded);
            drawn.addAll(Rated.settle(settler, between(events, from, next), Micros.of(from), symbols, rowsPerBlock));
            state = settler.finish();
            previous = next;
        }
        return new Outcome(
                drawn,
                state,
                recorded.sums().entrySet().stream()
                        .collect(TreeMap::new, (map, sum) -> map.put(sum.getKey(), sum.getValue()), Map::putAll),
                usage(recorded));
    }

    private static List<TimelineItem> waiting(List<TimelineItem> items, Instant from) {
        return items.stream().filter(item -> !item.actsAt().isBefore(from)).toList();
    }

    private static List<Rated> between(List<Rated> events, Instant from, Instant to) {
        return events.stream()
                .filter(event -> event.ts() >= Micros.of(from) && event.ts() < Micros.of(to))
                .toList();
    }

    private static Map<String, String> usage(Recorded recorded) {
        Map<String, ProviderUsage> sums = new TreeMap<>();
        for (ProviderUsage usage : recorded.usages) {
            sums.merge(
                    usage.day() + " " + usage.provider(),
                    usage,
                    (a, b) -> new ProviderUsage(
                            a.day(),
                            a.provider(),
                            a.events() + b.events(),
                            a.charge().plus(b.charge()),
                            a.providerCost().plus(b.providerCost()),
                            a.costUnknown() + b.costUnknown()));
        }
        Map<String, String> texts = new TreeMap<>();
        sums.forEach((key, usage) -> texts.put(key, usage.toString()));
        return texts;
    }
}
