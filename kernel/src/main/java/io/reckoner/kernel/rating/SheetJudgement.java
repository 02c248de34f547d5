package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.CostChange.Kind;
import io.reckoner.kernel.rating.CostChange.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which costs of a sheet's card go through to a card of the book, and which wait.
 *
 * <p>Judged by what usage would meet: the book's card as it is, against the same card with all that goes through
 * ({@link EffectiveChange}). A cost stated for the first time is so held against what stood in for it until then, one that
 * goes against what stands in for it from then on: a {@code batch} price of zero against the standard price, {@code reasoning}
 * against {@code output}. Whoever makes a price leap waits, and the rest is judged again without it.
 */
final class SheetJudgement {
    private final BookTerms terms;
    private final RateCard base;
    private final RateCard card;
    private final SortedMap<CostPlace, UnitPrice> ownCharges;
    private final SortedMap<CostPlace, CostChange> found = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    SheetJudgement(BookTerms terms, RateCard base, RateCard card) {
        this.terms = terms;
        this.base = base;
        this.card = card;
        this.ownCharges = CostFigures.charges(base);
    }

    /** All costs of a card before which there is none: they wait where they look wrong by themselves. */
    static List<CostChange> ofFirst(RateCard card, Kind kind) {
        Set<CostPlace> doubtful = doubtful(card);
        List<CostChange> changes = new ArrayList<>();
        CostFigures.of(card)
                .forEach((place, cost) -> changes.add(change(card, place, null, cost, kind)
                        .with(doubtful.contains(place) ? Verdict.DOUBTFUL : Verdict.PASSES)));
        return changes;
    }

    /** The costs that differ at these places, in order. */
    List<CostChange> changes(Set<CostPlace> places) {
        Map<CostPlace, UnitPrice> old = CostFigures.of(base);
        Map<CostPlace, UnitPrice> now = CostFigures.of(card);
        Set<CostPlace> doubtful = doubtful(card);
        for (CostPlace place : new TreeSet<>(places)) {
            UnitPrice before = old.get(place);
            UnitPrice after = now.get(place);
            if (!isSame(before, after)) {
                Kind kind = before == null ? Kind.NEW : after == null ? Kind.GONE : Kind.CHANGED;
                Verdict verdict = doubtful.contains(place) ? Verdict.DOUBTFUL : Verdict.PASSES;
                found.put(place, change(card, place, before, after, kind).with(verdict));
            }
        }
        keepOwnCharges();
        Map<CostPlace, Verdict> held = judged();
        while (!held.isEmpty()) {
            held.forEach((place, verdict) -> found.computeIfPresent(place, (key, change) -> change.with(verdict)));
            held = judged();
        }
        return new ArrayList<>(found.values());
    }

    /** What an operator should know beside the changes. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    static boolean isSame(@Nullable UnitPrice one, @Nullable UnitPrice other) {
        return one == null || other == null ? one == other : PriceStep.of(one, other) == PriceStep.NONE;
    }

    private void keepOwnCharges() {
        found.replaceAll((place, change) -> {
            UnitPrice charge = ownCharges.get(place);
            if (change.kind() != Kind.GONE || charge == null) {
                return change;
            }
            notes.add(card.title() + ": the sheet has no cost of " + place.code() + " any more; your charge of "
                    + charge + " stands on it, and both stay");
            return change.with(Verdict.GONE);
        });
    }

    /** What has to wait of that which goes through so far; empty where all of it may. */
    private Map<CostPlace, Verdict> judged() {
        Map<CostPlace, Optional<UnitPrice>> passing = new LinkedHashMap<>();
        found.forEach((place, change) -> {
            if (!change.waits()) {
                passing.put(place, Optional.ofNullable(change.after()));
            }
        });
        CardTerms before = new CardTerms(terms, base);
        CardTerms after = new CardTerms(terms, CostFigures.with(base, card.effectiveFrom(), card, passing));
        Map<CostPlace, Verdict> held = new HashMap<>();
        passing.forEach((place, cost) -> {
            AppliedPrice standIn = cost.isPresent() ? null : Situation.costAt(after, place);
            if (cost.isEmpty() && (standIn == null || standIn.isFallBack())) {
                held.put(place, Verdict.GONE);
            }
        });
        if (!held.isEmpty()) {
            return held;
        }
        for (EffectiveChange change : EffectiveChange.between(
                new EffectiveChange.Terms(before, null), new EffectiveChange.Terms(after, null))) {
            Verdict verdict =
                    switch (change.step()) {
                        case NONE, ORDINARY, NEW -> Verdict.PASSES;
                        case LEAP -> Verdict.LEAP;
                        case ZERO -> Verdict.ZERO;
                        case GONE -> Verdict.GONE;
                    };
            if (verdict != Verdict.PASSES) {
                held.putIfAbsent(cause(change, passing), verdict);
            }
        }
        return held;
    }

    /** Which of the costs that go through moves a price: the one that went, else the one it meets now, else the one it met. */
    private static CostPlace cause(EffectiveChange change, Map<CostPlace, Optional<UnitPrice>> passing) {
        AppliedPrice before = change.before();
        AppliedPrice after = change.after();
        CostPlace met = before == null ? null : CostPlace.of(before);
        CostPlace meets = after == null ? null : CostPlace.of(after);
        if (met != null && Optional.empty().equals(passing.get(met))) {
            return met;
        }
        if (meets != null && passing.containsKey(meets)) {
            return meets;
        }
        if (met != null && passing.containsKey(met)) {
            return met;
        }
        throw new IllegalStateException("no cost of the sheet moves " + change);
    }

    private static Set<CostPlace> doubtful(RateCard card) {
        Set<CostPlace> doubtful = new HashSet<>();
        for (PriceDoubt doubt : PriceDoubts.about(card)) {
            if (doubt.rule().weight() == PriceDoubt.Weight.HOLDS) {
                doubtful.add(doubt.place());
            }
        }
        return doubtful;
    }

    private static CostChange change(
            RateCard card, CostPlace place, @Nullable UnitPrice before, @Nullable UnitPrice after, Kind kind) {
        return new CostChange(
                card.provider(), card.model(), card.effectiveFrom(), place, before, after, kind, Verdict.PASSES);
    }
}
