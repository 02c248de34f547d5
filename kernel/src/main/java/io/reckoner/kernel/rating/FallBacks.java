package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which component's price stands in for one that has none. A chain: cache_write_1h → cache_write_5m → input.
 *
 * @param stated the next component to ask, empty for none; a component that is not stated leaves it to what lies below
 *     (card over book over {@link #DEFAULT})
 */
public record FallBacks(Map<Component, Optional<Component>> stated) {
    /** Nothing stated. */
    public static final FallBacks UNSTATED = new FallBacks(Map.of());

    /** What holds where neither card nor book speaks. cache_read and output_image have none. */
    public static final FallBacks DEFAULT = new FallBacks(Map.of(
            Component.REASONING, Optional.of(Component.OUTPUT),
            Component.CACHE_WRITE_1H, Optional.of(Component.CACHE_WRITE_5M),
            Component.CACHE_WRITE_5M, Optional.of(Component.INPUT),
            Component.INPUT_AUDIO, Optional.of(Component.INPUT),
            Component.INPUT_IMAGE, Optional.of(Component.INPUT),
            Component.OUTPUT_AUDIO, Optional.of(Component.OUTPUT),
            Component.CACHE_READ_AUDIO, Optional.of(Component.CACHE_READ)));

    public FallBacks {
        stated = PriceList.ordered(stated);
        stated.forEach((from, to) -> {
            if (to.isPresent() && to.get().unit() != from.unit()) {
                throw new IllegalArgumentException(
                        from.code() + " cannot fall back to " + to.get().code() + ": one is counted in " + from.unit()
                                + "s, the other in " + to.get().unit() + "s");
            }
        });
    }

    /** These, and where they do not speak, those below. */
    FallBacks over(FallBacks below) {
        Map<Component, Optional<Component>> merged = new EnumMap<>(Component.class);
        merged.putAll(below.stated);
        merged.putAll(stated);
        return new FallBacks(merged);
    }

    /** The component to ask next. */
    Optional<Component> next(Component component) {
        return stated.getOrDefault(component, Optional.empty());
    }

    /** A circle of components that fall back to one another, first and last the same; empty when there is none. */
    List<Component> circle() {
        for (Component start : Component.values()) {
            List<Component> path = new ArrayList<>(List.of(start));
            EnumSet<Component> seen = EnumSet.of(start);
            for (Optional<Component> next = next(start); next.isPresent(); next = next(next.get())) {
                path.add(next.get());
                if (next.get() == start) {
                    return path;
                }
                if (!seen.add(next.get())) {
                    break; // a circle further on; its own members will find it
                }
            }
        }
        return List.of();
    }
}
