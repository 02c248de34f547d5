package io.reckoner.kernel.rating;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Micros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which overlay acts on an event: at most one. Those of its account stand before those of the plan whose cycle holds the
 * event's time (subscription keys only); among either, the closest target.
 *
 * <p>Remembers what it found for a model by the identity of its key: for one thread, and for keys that are kept.
 */
final class OverlayIndex {
    /** An overlay with its ordinal in the book and when it acts, in microseconds, half-open. */
    record Entry(Overlay overlay, int ordinal, long from, long to) {}

    /** The overlays of one account or plan, closest target first. */
    private static final class Scoped {
        private final List<Entry> closestFirst = new ArrayList<>();
        private final Map<PriceBook.ModelKey, Entry[]> byModel = new IdentityHashMap<>();

        @Nullable
        Entry find(PriceBook.ModelKey model, long micros) {
            Entry[] candidates = byModel.get(model);
            if (candidates == null) {
                candidates = closestFirst.stream()
                        .filter(entry -> entry.overlay().matches(model.provider(), model.model()))
                        .toArray(Entry[]::new);
                byModel.put(model, candidates);
            }
            for (Entry entry : candidates) {
                if (entry.from() <= micros && micros < entry.to()) {
                    return entry;
                }
            }
            return null;
        }
    }

    private final Map<String, Scoped> ofAccount = new HashMap<>();
    private final Map<String, Scoped> ofPlan = new HashMap<>();

    OverlayIndex(List<Overlay> overlays) {
        for (int i = 0; i < overlays.size(); i++) {
            Overlay overlay = overlays.get(i);
            Scoped scoped =
                    switch (overlay.scope()) {
                        case Overlay.ForAccount one -> ofAccount.computeIfAbsent(one.account(), key -> new Scoped());
                        case Overlay.ForPlan one -> ofPlan.computeIfAbsent(one.plan(), key -> new Scoped());
                    };
            long from = overlay.effectiveFrom() == null ? Long.MIN_VALUE : Micros.of(overlay.effectiveFrom());
            long to = overlay.effectiveTo() == null ? Long.MAX_VALUE : Micros.of(overlay.effectiveTo());
            scoped.closestFirst.add(new Entry(overlay, i, from, to));
        }
        Comparator<Entry> closest =
                Comparator.comparingInt(entry -> entry.overlay().distance());
        ofAccount.values().forEach(scoped -> scoped.closestFirst.sort(closest));
        ofPlan.values().forEach(scoped -> scoped.closestFirst.sort(closest));
    }

    /** The overlay for an event of this account, null for none. */
    @Nullable
    Entry find(AccountTerms account, KeyKind keyKind, PriceBook.ModelKey model, long micros) {
        if (!ofAccount.isEmpty()) {
            Scoped own = ofAccount.get(account.account());
            Entry found = own == null ? null : own.find(model, micros);
            if (found != null) {
                return found;
            }
        }
        if (ofPlan.isEmpty()) {
            return null;
        }
        return switch (keyKind) {
            case PAYG -> null;
            case SUBSCRIPTION -> {
                String plan = account.planAt(micros);
                Scoped scoped = plan == null ? null : ofPlan.get(plan);
                yield scoped == null ? null : scoped.find(model, micros);
            }
        };
    }
}
