package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prices by component, and those that hold instead in a larger context.
 *
 * @param flat prices outside any context tier
 * @param tiers at most 64 context tiers by ascending threshold; a tier need not name every component
 */
public record PriceList(Map<Component, ComponentPrice> flat, List<ContextTier> tiers) {
    public static final PriceList EMPTY = new PriceList(Map.of(), List.of());

    /** Most context tiers of a list. Whatever looks at a card in every situation so ends, whoever wrote the card. */
    private static final int MOST_TIERS = 64;

    /** Prices that replace others once the context is beyond {@code threshold}. */
    public record ContextTier(long threshold, Map<Component, ComponentPrice> prices) {
        public ContextTier {
            if (threshold < 1 || threshold > 1_000_000_000_000L) {
                throw new IllegalArgumentException("a context tier begins at 1 to 1000000000000, not at " + threshold);
            }
            if (prices.isEmpty()) {
                throw new IllegalArgumentException("the context tier at " + threshold + " names no component");
            }
            prices = ordered(prices);
        }
    }

    public PriceList {
        flat = ordered(flat);
        tiers = List.copyOf(tiers);
        if (tiers.size() > MOST_TIERS) {
            throw new IllegalArgumentException(
                    "a list of prices has at most " + MOST_TIERS + " context tiers, not " + tiers.size());
        }
        for (int i = 1; i < tiers.size(); i++) {
            if (tiers.get(i - 1).threshold() >= tiers.get(i).threshold()) {
                throw new IllegalArgumentException("context tiers must ascend and differ: "
                        + tiers.get(i - 1).threshold() + " stands before "
                        + tiers.get(i).threshold());
            }
        }
    }

    /** A list without context tiers. */
    public static PriceList flat(Map<Component, ComponentPrice> prices) {
        return new PriceList(prices, List.of());
    }

    public boolean isEmpty() {
        return flat.isEmpty() && tiers.isEmpty();
    }

    /** A price and the threshold of its context tier, 0 for the flat price. */
    record Place(long threshold, ComponentPrice price) {}

    /**
     * The price of a component when every threshold up to {@code met} is met: that of the highest tier which names it,
     * else the flat one. Null when there is neither.
     */
    @Nullable
    Place find(Component component, long met) {
        for (int i = tiers.size() - 1; i >= 0; i--) {
            ContextTier tier = tiers.get(i);
            ComponentPrice price = tier.prices().get(component);
            if (tier.threshold() <= met && price != null) {
                return new Place(tier.threshold(), price);
            }
        }
        ComponentPrice price = flat.get(component);
        return price == null ? null : new Place(0, price);
    }

    /** Every price in the list. */
    public Stream<ComponentPrice> all() {
        return Stream.concat(flat.values().stream(), tiers.stream().flatMap(tier -> tier.prices().values().stream()));
    }

    static <V> Map<Component, V> ordered(Map<Component, V> prices) {
        return prices.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(prices));
    }
}
