package io.reckoner.jobs.rating;

import io.reckoner.jobs.yaml.Block;
import io.reckoner.jobs.yaml.Spot;
import io.reckoner.kernel.rating.ChargePolicy;
import io.reckoner.kernel.rating.FallBacks;
import io.reckoner.kernel.rating.Unpriced;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Outcome;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what may stand on the book and on a model: {@code fall_backs}, {@code unpriced}; and {@code charge_policy}. */
final class RulesReader {
    private static final Map<String, Unpriced> UNPRICED =
            new TreeMap<>(Map.of(Unpriced.IGNORE.code(), Unpriced.IGNORE, Unpriced.SUSPEND.code(), Unpriced.SUSPEND));
    private static final Map<String, ChargePolicy.Aborted> ABORTED = new TreeMap<>(Map.of(
            "known", ChargePolicy.Aborted.KNOWN,
            "estimated", ChargePolicy.Aborted.ESTIMATED,
            "nothing", ChargePolicy.Aborted.NOTHING));
    private static final Map<String, Outcome> WAIVED = new TreeMap<>(Map.of(
            Outcome.UPSTREAM_ERROR.code(), Outcome.UPSTREAM_ERROR,
            Outcome.TIMEOUT.code(), Outcome.TIMEOUT,
            Outcome.REJECTED.code(), Outcome.REJECTED));

    private RulesReader() {}

    /** {@code fall_backs: {cache_read: input, reasoning: none}}. */
    static FallBacks fallBacks(@Nullable Spot spot) {
        Block block = spot == null ? null : spot.block();
        if (spot == null || block == null) {
            return FallBacks.UNSTATED;
        }
        Map<Component, Optional<Component>> stated = new EnumMap<>(Component.class);
        block.all().forEach((code, value) -> {
            Component from = value.component(code);
            String text = value.text();
            if (from != null && text != null) {
                Component to = text.equals("none") ? null : value.component(text);
                if (to != null || text.equals("none")) {
                    stated.put(from, Optional.ofNullable(to));
                }
            }
        });
        FallBacks fallBacks = spot.findings().build(spot.line(), spot.path(), () -> new FallBacks(stated));
        return fallBacks == null ? FallBacks.UNSTATED : fallBacks;
    }

    /** {@code unpriced: {web_search: ignore}}. */
    static Map<Component, Unpriced> unpriced(@Nullable Spot spot) {
        Map<Component, Unpriced> stated = new EnumMap<>(Component.class);
        Block block = spot == null ? null : spot.block();
        if (block != null) {
            block.all().forEach((code, value) -> {
                Component component = value.component(code);
                Unpriced rule = value.oneOf(UNPRICED);
                if (component != null && rule != null) {
                    stated.put(component, rule);
                }
            });
        }
        return stated;
    }

    /** {@code charge_policy: {aborted: estimated, waived: [timeout]}}. */
    static ChargePolicy chargePolicy(@Nullable Spot spot) {
        Block block = spot == null ? null : spot.block();
        if (block == null) {
            return ChargePolicy.DEFAULT;
        }
        Spot abortedSpot = block.take("aborted");
        ChargePolicy.Aborted aborted = abortedSpot == null ? null : abortedSpot.oneOf(ABORTED);
        Set<Outcome> waived = EnumSet.noneOf(Outcome.class);
        Spot waivedSpot = block.take("waived");
        if (waivedSpot != null) {
            for (Spot item : waivedSpot.items()) {
                Outcome outcome = item.oneOf(WAIVED);
                if (outcome != null) {
                    waived.add(outcome);
                }
            }
        }
        block.end();
        return new ChargePolicy(aborted == null ? ChargePolicy.Aborted.ESTIMATED : aborted, waived);
    }
}
