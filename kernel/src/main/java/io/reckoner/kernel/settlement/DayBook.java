package io.reckoner.kernel.settlement;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one UTC day did to one account, summed until the day is over; then told to the sink and forgotten. */
final class DayBook {
    private record Key(MovementType type, @Nullable Lot lot, String cause) {}

    private static final class ProviderSum {
        long events;
        long costUnknown;
        final PicoSum charge = new PicoSum();
        final PicoSum cost = new PicoSum();
    }

    private static final Comparator<Movement> ORDER = Comparator.comparing(
                    (Movement movement) ->
                            movement.lot() == null ? "" : movement.lot().id(),
                    Directory.ID_ORDER)
            .thenComparing(Movement::type)
            .thenComparing(Movement::cause, Directory.ID_ORDER);

    private final Symbols symbols;
    private final Map<Key, Money> moved = new HashMap<>();

    /** By provider ordinal; null for a provider not met yet. Those of the day are listed in {@code met}. */
    private @Nullable ProviderSum[] providers = new ProviderSum[16];

    private final List<Integer> met = new ArrayList<>();

    final PicoSum shortfall = new PicoSum();
    final PicoSum overRun = new PicoSum();

    DayBook(Symbols symbols) {
        this.symbols = symbols;
    }

    /** Adds to what moved today. */
    void add(MovementType type, @Nullable Lot lot, String cause, Money amount) {
        moved.merge(new Key(type, lot, cause), amount, Money::plus);
    }

    /**
     * Counts one event; a lost request that names no provider is no provider's usage, and costs nothing. Called for each:
     * no object is made but for the first of a provider.
     */
    void count(int provider, long charge, long providerCost) {
        if (provider == EventBlock.NO_NAME) {
            return;
        }
        ProviderSum sum = provider < providers.length ? providers[provider] : null;
        if (sum == null || sum.events == 0) {
            sum = meet(provider);
        }
        sum.events++;
        sum.charge.add(charge);
        if (providerCost == EventBlock.ABSENT) {
            sum.costUnknown++;
        } else {
            sum.cost.add(providerCost);
        }
    }

    private ProviderSum meet(int provider) {
        if (provider >= providers.length) {
            providers = Arrays.copyOf(providers, Math.max(provider + 1, providers.length * 2));
        }
        ProviderSum sum = providers[provider];
        if (sum == null) {
            sum = new ProviderSum();
            providers[provider] = sum;
        }
        met.add(provider);
        return sum;
    }

    /** Tells the sink and starts empty. */
    void close(LocalDate day, MovementSink sink) {
        addSum(MovementType.SHORTFALL, shortfall);
        addSum(MovementType.OVER_RUN, overRun);
        List<Movement> movements = new ArrayList<>();
        moved.forEach((key, amount) -> movements.add(new Movement(day, key.type, key.lot, key.cause, amount)));
        movements.sort(ORDER);
        movements.forEach(sink::movement);
        moved.clear();
        List<ProviderUsage> usages = new ArrayList<>();
        for (int provider : met) {
            usages.add(takeUsage(day, provider));
        }
        usages.sort(Comparator.comparing(ProviderUsage::provider, Directory.ID_ORDER));
        usages.forEach(sink::usage);
        met.clear();
    }

    private void addSum(MovementType type, PicoSum sum) {
        if (!sum.isZero()) {
            add(type, null, "", sum.money());
            sum.clear();
        }
    }

    private ProviderUsage takeUsage(LocalDate day, int provider) {
        ProviderSum sum = Objects.requireNonNull(providers[provider]);
        ProviderUsage usage = new ProviderUsage(
                day, symbols.name(provider), sum.events, sum.charge.money(), sum.cost.money(), sum.costUnknown);
        sum.events = 0;
        sum.costUnknown = 0;
        sum.charge.clear();
        sum.cost.clear();
        return usage;
    }
}
