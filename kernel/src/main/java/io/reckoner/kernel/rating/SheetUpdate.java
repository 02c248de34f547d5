package io.reckoner.kernel.rating;

import io.reckoner.kernel.rating.CostChange.Kind;
import io.reckoner.kernel.rating.CostChange.Verdict;
import io.reckoner.kernel.rating.CostPlace.Section;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import io.reckoner.kernel.usage.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a price sheet of others makes of the book.
 *
 * <p>The sheet speaks of costs only: mark-ups, stated charges, overlays, fall-backs stay the book's. Models it does not name
 * stay. A cost that differs takes effect with the sheet's card, unless it has to wait for somebody to confirm it: then the
 * old cost stays. A model the book does not have waits as a whole, since one half priced would be priced by fall-backs.
 *
 * @param cards of the book after the changes that pass; the same list of cards where none does
 * @param changes every difference, in order of provider, model, time and place
 * @param notes what of the sheet is not taken, and why
 */
public record SheetUpdate(List<RateCard> cards, List<CostChange> changes, List<String> notes) {
    /**
     * What sheets of one kind can price; the book's other prices are never gone.
     *
     * @param serviceTiers by name
     */
    public record Scope(Set<Component> components, Set<String> serviceTiers) {
        public Scope {
            components = Set.copyOf(components);
            serviceTiers = Set.copyOf(serviceTiers);
        }

        boolean holds(CostPlace place) {
            return components.contains(place.component())
                    && (place.section() != Section.SERVICE_TIER || serviceTiers.contains(place.name()));
        }
    }

    /** What becomes of a confirmation. */
    public sealed interface Confirmed {
        /**
         * The book with the changes in it.
         *
         * @param leftOut changes that a charge of the book's forbids, beside others of their model that are in it
         */
        record Cards(List<RateCard> cards, List<CostChange> leftOut) implements Confirmed {}

        /** Nothing is changed; a sentence for each figure that cannot be replaced. */
        record Refused(List<String> sentences) implements Confirmed {}
    }

    public SheetUpdate {
        cards = List.copyOf(cards);
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /**
     * Holds a sheet against the book.
     *
     * @param sheet at most one card for a model and instant
     */
    public static SheetUpdate of(PriceBook book, List<RateCard> sheet, Scope speaksOf) {
        return new Comparison(book, speaksOf).run(sheet);
    }

    /**
     * The cards of the book once changes that waited are confirmed. Refused where a cost that was to be replaced is no longer
     * the one the change was recorded against: somebody set it meanwhile, and the next import judges it anew.
     *
     * @param sheet the cards of the sheet that brought them
     * @param changes those confirmed. Later cards follow where they still have the cost that was to change.
     */
    public static Confirmed confirmed(PriceBook book, List<RateCard> sheet, List<CostChange> changes) {
        return new SheetConfirmation(book, sheet).of(changes);
    }

    /** Whether any change goes through. */
    public boolean changesBook() {
        return changes.stream().anyMatch(change -> !change.waits());
    }

    /** The cards of a book by model and time, to be changed. */
    static Map<ModelKey, TreeMap<Instant, RateCard>> timelines(List<RateCard> cards) {
        Map<ModelKey, TreeMap<Instant, RateCard>> timelines = new HashMap<>();
        for (RateCard card : cards) {
            timelines
                    .computeIfAbsent(new ModelKey(card.provider(), card.model()), key -> new TreeMap<>())
                    .put(card.effectiveFrom(), card);
        }
        return timelines;
    }

    static List<RateCard> cards(Map<ModelKey, TreeMap<Instant, RateCard>> timelines) {
        return timelines.values().stream()
                .flatMap(cards -> cards.values().stream())
                .toList();
    }

    /** One sheet against one book. */
    private static final class Comparison {
        private final Map<ModelKey, TreeMap<Instant, RateCard>> timelines;
        private final BookTerms terms;
        private final List<Overlay> overlays;
        private final Scope speaksOf;
        private final List<CostChange> changes = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Comparison(PriceBook book, Scope speaksOf) {
            this.terms = book.terms();
            this.overlays = book.overlays();
            this.timelines = timelines(book.cards());
            this.speaksOf = speaksOf;
        }

        SheetUpdate run(List<RateCard> sheet) {
            TreeMap<String, List<RateCard>> byModel = new TreeMap<>();
            for (RateCard card : sheet) {
                byModel.computeIfAbsent(card.provider() + " " + card.model(), key -> new ArrayList<>())
                        .add(card);
            }
            byModel.values().forEach(cards -> {
                cards.sort((a, b) -> a.effectiveFrom().compareTo(b.effectiveFrom()));
                ModelKey key = new ModelKey(
                        cards.getFirst().provider(), cards.getFirst().model());
                TreeMap<Instant, RateCard> timeline = timelines.get(key);
                if (timeline == null) {
                    taken(() -> newModel(key, cards));
                } else {
                    cards.forEach(card -> taken(() -> knownModel(timeline, card)));
                }
            });
            return new SheetUpdate(SheetUpdate.cards(timelines), changes, notes);
        }

        /** Notes a card that cannot be taken instead. */
        private void taken(Runnable taking) {
            try {
                taking.run();
            } catch (CardNotMadeException e) {
                notes.add(String.valueOf(e.getMessage()));
            }
        }

        private void newModel(ModelKey key, List<RateCard> cards) {
            List<CostChange> found = new ArrayList<>();
            RateCard before = null;
            for (RateCard card : cards) {
                Set<CostPlace> places = CostFigures.of(card).keySet();
                found.addAll(
                        before == null
                                ? SheetJudgement.ofFirst(card, Kind.NEW_MODEL)
                                : new SheetJudgement(terms, List.of(), before, card).changes(places));
                before = card;
            }
            if (found.stream().anyMatch(CostChange::waits)) {
                found.replaceAll(change -> change.waits() ? change : change.with(Verdict.WITH_ITS_MODEL));
            } else {
                TreeMap<Instant, RateCard> timeline = new TreeMap<>();
                cards.forEach(card -> timeline.put(card.effectiveFrom(), card));
                timelines.put(key, timeline);
            }
            changes.addAll(found);
        }

        private void knownModel(TreeMap<Instant, RateCard> timeline, RateCard card) {
            Map.Entry<Instant, RateCard> entry = timeline.floorEntry(card.effectiveFrom());
            RateCard base = entry == null ? null : entry.getValue();
            if (base != null && base.costBasis() != CostBasis.BOOK) {
                notes.add(card.title() + ": the book says cost: "
                        + base.costBasis().code() + ", which stays");
                return;
            }
            if (base == null) {
                firstCard(timeline, card);
                return;
            }
            SheetJudgement judgement = new SheetJudgement(terms, overlays, base, card);
            List<CostChange> found = judgement.changes(comparable(base, card));
            if (found.stream().anyMatch(change -> !change.waits())) {
                timeline.put(card.effectiveFrom(), judgement.applied());
            }
            notes.addAll(judgement.notes());
            changes.addAll(found);
        }

        /** A card before all those that the book has of its model. */
        private void firstCard(TreeMap<Instant, RateCard> timeline, RateCard card) {
            List<CostChange> found = SheetJudgement.ofFirst(card, Kind.NEW);
            if (found.stream().noneMatch(CostChange::waits)) {
                timeline.put(card.effectiveFrom(), card);
            } else {
                found.replaceAll(change -> change.waits() ? change : change.with(Verdict.WITH_ITS_MODEL));
            }
            changes.addAll(found);
        }

        /** The places of both cards, without those where the book has a multiplier or other hours. */
        private Set<CostPlace> comparable(RateCard base, RateCard card) {
            Set<String> multiplied = new HashSet<>();
            for (ServiceTier tier : base.serviceTiers()) {
                if (!tier.multiplier().equals(Multiplier.ONE)) {
                    multiplied.add(tier.name());
                }
            }
            boolean hoursDiffer = !base.windows().isEmpty() && !hours(base).equals(hours(card));
            Set<CostPlace> places = new TreeSet<>(CostFigures.of(base).keySet());
            places.removeIf(place -> !speaksOf.holds(place));
            places.addAll(CostFigures.of(card).keySet());
            Set<String> kept = new TreeSet<>();
            places.removeIf(place -> {
                boolean stays = place.section() == Section.SERVICE_TIER && multiplied.contains(place.name())
                        || place.section() == Section.WINDOW && hoursDiffer;
                if (stays) {
                    kept.add(place.name());
                }
                return stays;
            });
            kept.forEach(name -> notes.add(card.title() + ": \"" + name
                    + "\" stays as the book has it, with a multiplier or hours of its own"));
            return places;
        }

        private static Set<String> hours(RateCard card) {
            Set<String> names = new HashSet<>();
            card.windows().forEach(window -> names.add(window.name() + window.multiplier()));
            return names;
        }
    }
}
