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
    private final StatedCharges charges;
    private final SortedMap<CostPlace, CostChange> found = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();

    /** @param overlays of the book */
    SheetJudgement(BookTerms terms, List<Overlay> overlays, RateCard base, RateCard card) {
        this.terms = terms;
        this.base = base;
        this.card = card;
        this.charges = new StatedCharges(terms, base, overlays);
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
        found.forEach(this::noteCharge);
        return new ArrayList<>(found.values());
    }

    /** The book's card from the sheet's instant on, with the costs that go through. */
    RateCard applied() {
        return charges.with(card, passing());
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
            if (change.kind() != Kind.GONE || !charges.isStatedAt(place)) {
                return change;
            }
            notes.add(card.title() + ": the sheet has no cost of " + place.code() + " any more; your charge of "
                    + charges.at(place) + " stands on it, and both stay");
            return change.with(Verdict.GONE);
        });
    }

    /** A cost of its own under a charge that stood in its place: both are shown, since one may be below the other. */
    private void noteCharge(CostPlace place, CostChange change) {
        UnitPrice charge = change.kind() == Kind.NEW && !change.waits() ? charges.at(place) : null;
        if (charge != null) {
            notes.add(card.title() + ": " + place.code() + " has a cost of its own, " + change.after()
                    + "; your charge of " + charge + ", met there until now, stays");
        }
    }

    private Map<CostPlace, Optional<UnitPrice>> passing() {
        Map<CostPlace, Optional<UnitPrice>> passing = new LinkedHashMap<>();
        found.forEach((place, change) -> {
            if (!change.waits()) {
                passing.put(place, Optional.ofNullable(change.after()));
            }
        });
        return passing;
    }

    /** What has to wait of that which goes through so far; empty where all of it may. */
    private Map<CostPlace, Verdict> judged() {
        Map<CostPlace, Optional<UnitPrice>> passing = passing();
        RateCard applied = applied();
        CardTerms before = new CardTerms(terms, base);
        CardTerms after = new CardTerms(terms, applied);
        Map<CostPlace, Verdict> held = new HashMap<>();
        passing.forEach((place, cost) -> {
            AppliedPrice standIn = cost.isPresent() ? null : Situation.at(after, place, Side.COST);
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
        if (held.isEmpty() && !passing.isEmpty()) {
            for (EffectiveChange moved : charges.moved(applied)) {
                CostPlace cause = cause(moved, passing);
                if (held.put(cause, Verdict.CHARGE)
                        == null) { // once for each place, in whichever situations it moves it
                    notes.add(card.title() + ": the cost of " + cause.code() + " would move "
                            + StatedCharges.words(moved) + ", and is not taken; import a book that states "
                            + cause.code() + " with its charge");
                }
            }
        }
        return held;
    }

    /** Which of the costs that go through moves a price: the one that went, else the one it meets now, else the one it met. */
    private static CostPlace cause(EffectiveChange change, Map<CostPlace, Optional<UnitPrice>> passing) {
        CostPlace met = place(change.before());
        CostPlace meets = place(change.after());
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

    /** Where on the card a price stands; null for one of an overlay. */
    private static @Nullable CostPlace place(@Nullable AppliedPrice price) {
        return price == null || price.source().kind() == AppliedPrice.Kind.OVERLAY ? null : CostPlace.of(price);
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
