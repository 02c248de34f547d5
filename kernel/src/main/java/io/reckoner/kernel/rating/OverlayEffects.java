package io.reckoner.kernel.rating;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What customers are charged once an overlay comes, goes or changes: under it against what acts on them without it, which may
 * be another overlay. The overlay of a plan that stands behind that of an account comes into its place when the latter goes.
 */
final class OverlayEffects {
    /** A charge that changes, and the card it is met on. */
    record Effect(RateCard card, EffectiveChange change) {}

    private final PriceBook older;
    private final PriceBook newer;
    private final OverlayIndex olderIndex;
    private final OverlayIndex newerIndex;
    private final Map<ModelKey, ModelKey> models = new LinkedHashMap<>();

    OverlayEffects(PriceBook older, PriceBook newer) {
        this.older = older;
        this.newer = newer;
        this.olderIndex = new OverlayIndex(older.overlays());
        this.newerIndex = new OverlayIndex(newer.overlays());
        newer.cards().forEach(card -> {
            ModelKey key = new ModelKey(card.provider(), card.model());
            models.putIfAbsent(key, key);
        });
    }

    /** The charges that differ for those whom the overlay of this name is for, in either book. */
    List<Effect> of(String name) {
        List<Overlay> versions = Stream.of(older.overlay(name), newer.overlay(name))
                .flatMap(Optional::stream)
                .toList();
        List<AccountTerms> customers = customers(versions);
        List<Effect> effects = new ArrayList<>();
        for (ModelKey model : models.keySet()) {
            if (versions.stream().noneMatch(overlay -> overlay.matches(model.provider(), model.model()))) {
                continue;
            }
            for (Instant at : instants(model, versions)) {
                Set<List<Optional<Overlay>>> seen = new LinkedHashSet<>();
                for (AccountTerms customer : customers) {
                    Overlay before = overlay(olderIndex, customer, model, at);
                    Overlay after = overlay(newerIndex, customer, model, at);
                    if (!Objects.equals(before, after)
                            && seen.add(List.of(Optional.ofNullable(before), Optional.ofNullable(after)))) {
                        effects.addAll(effects(model, at, before, after));
                    }
                }
            }
        }
        return effects;
    }

    private List<Effect> effects(ModelKey model, Instant at, @Nullable Overlay before, @Nullable Overlay after) {
        Optional<RateCard> old = older.cardAt(model.provider(), model.model(), at);
        Optional<RateCard> now = newer.cardAt(model.provider(), model.model(), at);
        if (old.isEmpty() || now.isEmpty()) {
            return List.of();
        }
        return EffectiveChange.between(
                        new EffectiveChange.Terms(new CardTerms(older.terms(), old.get()), before),
                        new EffectiveChange.Terms(new CardTerms(newer.terms(), now.get()), after))
                .stream()
                .filter(change -> change.side() == Side.CHARGE)
                .map(change -> new Effect(now.get(), change))
                .toList();
    }

    private static @Nullable Overlay overlay(OverlayIndex index, AccountTerms customer, ModelKey model, Instant at) {
        OverlayIndex.Entry entry = index.find(customer, KeyKind.SUBSCRIPTION, model, Micros.of(at));
        return entry == null ? null : entry.overlay();
    }

    /** Where what acts on a model may begin to differ: at the cards' first instants and the ends of the overlay. */
    private Set<Instant> instants(ModelKey model, List<Overlay> versions) {
        Set<Instant> instants = new TreeSet<>();
        for (PriceBook book : List.of(older, newer)) {
            book.cards(model.provider(), model.model()).forEach(card -> instants.add(card.effectiveFrom()));
        }
        for (Overlay overlay : versions) {
            Stream.of(Optional.ofNullable(overlay.effectiveFrom()), Optional.ofNullable(overlay.effectiveTo()))
                    .flatMap(Optional::stream)
                    .forEach(instants::add);
        }
        return instants;
    }

    /** Those whom the overlay is for: an account on each plan that some overlay is for and on none; a plan by itself. */
    private List<AccountTerms> customers(List<Overlay> versions) {
        Set<String> plans = new TreeSet<>();
        Stream.concat(older.overlays().stream(), newer.overlays().stream()).forEach(overlay -> {
            switch (overlay.scope()) {
                case Overlay.ForAccount one -> {}
                case Overlay.ForPlan one -> plans.add(one.plan());
            }
        });
        List<AccountTerms> customers = new ArrayList<>();
        for (Overlay overlay : versions) {
            switch (overlay.scope()) {
                case Overlay.ForAccount one -> {
                    customers.add(new AccountTerms(one.account(), List.of()));
                    plans.forEach(plan -> customers.add(onPlan(one.account(), plan)));
                }
                case Overlay.ForPlan one -> customers.add(onPlan("", one.plan()));
            }
        }
        return customers;
    }

    private static AccountTerms onPlan(String account, String plan) {
        return new AccountTerms(account, List.of(new PlanCycle(Long.MIN_VALUE, Long.MAX_VALUE, plan, 1)));
    }
}
