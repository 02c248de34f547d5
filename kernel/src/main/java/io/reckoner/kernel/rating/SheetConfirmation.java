package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts costs that waited and are confirmed into a book. */
final class SheetConfirmation {
    private final PriceBook book;
    private final Map<ModelKey, TreeMap<Instant, RateCard>> timelines;
    private final Map<ModelKey, TreeMap<Instant, RateCard>> sheet;

    SheetConfirmation(PriceBook book, List<RateCard> sheet) {
        this.book = book;
        this.timelines = SheetUpdate.timelines(book.cards());
        this.sheet = SheetUpdate.timelines(sheet);
    }

    SheetUpdate.Confirmed of(List<CostChange> all) {
        List<CostChange> leftOut = leftOut(all);
        List<CostChange> changes =
                all.stream().filter(change -> !leftOut.contains(change)).toList();
        List<String> sentences = changes.stream()
                .flatMap(change -> obstacle(change).stream())
                .distinct()
                .toList();
        if (!sentences.isEmpty()) {
            return new SheetUpdate.Confirmed.Refused(sentences);
        }
        try {
            List<RateCard> cards = cards(changes);
            sentences = cards.stream()
                    .flatMap(card -> movedCharges(card).stream())
                    .distinct()
                    .toList();
            return sentences.isEmpty()
                    ? new SheetUpdate.Confirmed.Cards(cards, leftOut)
                    : new SheetUpdate.Confirmed.Refused(sentences);
        } catch (CardNotMadeException e) {
            return new SheetUpdate.Confirmed.Refused(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** What a charge of ours forbids, of models that have something else to confirm beside it. */
    private List<CostChange> leftOut(List<CostChange> changes) {
        Set<ModelKey> others = changes.stream()
                .filter(change -> !isForbidden(change))
                .map(SheetConfirmation::model)
                .collect(Collectors.toSet());
        return changes.stream()
                .filter(change -> isForbidden(change) && others.contains(model(change)))
                .toList();
    }

    private boolean isForbidden(CostChange change) {
        return change.verdict() == CostChange.Verdict.CHARGE || change.after() == null && charge(change) != null;
    }

    private @Nullable UnitPrice charge(CostChange change) {
        return book.cardAt(change.provider(), change.model(), change.effectiveFrom())
                .map(card -> CostFigures.charges(card).get(change.place()))
                .orElse(null);
    }

    private static ModelKey model(CostChange change) {
        return new ModelKey(change.provider(), change.model());
    }

    /** The stated charges that a card would move where it takes the place of one of the book. */
    private List<String> movedCharges(RateCard card) {
        return book.cardAt(card.provider(), card.model(), card.effectiveFrom())
                .filter(before -> !before.equals(card))
                .map(before -> charges(before).moved(card).stream()
                        .map(moved -> card.model() + " at " + card.provider() + ": " + StatedCharges.words(moved)
                                + " would be moved. Reject the change, or import a book that states both.")
                        .toList())
                .orElse(List.of());
    }

    private StatedCharges charges(RateCard card) {
        return new StatedCharges(book.terms(), card, book.overlays());
    }

    /** Why the book as it is now cannot take a change. */
    private Optional<String> obstacle(CostChange change) {
        String model = change.model() + " at " + change.provider();
        if (book.cards(change.provider(), change.model()).isEmpty()) {
            return Optional.empty();
        }
        if (change.kind() == CostChange.Kind.NEW_MODEL) {
            return Optional.of(model + ": the book has the model by now.");
        }
        String place = model + ": " + change.place().code();
        Optional<RateCard> base = book.cardAt(change.provider(), change.model(), change.effectiveFrom());
        UnitPrice now =
                base.map(card -> CostFigures.of(card).get(change.place())).orElse(null);
        if (!SheetJudgement.isSame(now, change.before()) && !SheetJudgement.isSame(now, change.after())) {
            return Optional.of(place + " was " + shown(change.before()) + " when its change was recorded, and is "
                    + shown(now) + " by now.");
        }
        UnitPrice charge = charge(change);
        return change.after() == null && charge != null
                ? Optional.of(place + ": your charge of " + charge
                        + " stands on this cost. Reject the change, or import a book without that charge first.")
                : Optional.empty();
    }

    private static String shown(@Nullable UnitPrice price) {
        return price == null ? "without a price" : price.toString();
    }

    private List<RateCard> cards(List<CostChange> changes) {
        Map<ModelKey, List<CostChange>> byModel = new LinkedHashMap<>();
        for (CostChange change : changes) {
            byModel.computeIfAbsent(model(change), key -> new ArrayList<>()).add(change);
        }
        byModel.forEach((key, ofModel) -> {
            TreeMap<Instant, RateCard> shapes = Objects.requireNonNull(sheet.get(key), "a change without its card");
            TreeMap<Instant, RateCard> timeline = timelines.computeIfAbsent(key, missing -> new TreeMap<>());
            for (RateCard shape : shapes.values()) {
                confirm(
                        timeline,
                        shape,
                        ofModel.stream()
                                .filter(change -> change.effectiveFrom().equals(shape.effectiveFrom()))
                                .toList());
            }
        });
        return SheetUpdate.cards(timelines);
    }

    private void confirm(TreeMap<Instant, RateCard> timeline, RateCard shape, List<CostChange> changes) {
        Instant from = shape.effectiveFrom();
        Map.Entry<Instant, RateCard> base = timeline.floorEntry(from);
        if (base == null) {
            timeline.put(from, shape);
            return;
        }
        if (changes.isEmpty()) {
            return;
        }
        Map<CostPlace, Optional<UnitPrice>> costs = new LinkedHashMap<>();
        changes.forEach(change -> costs.put(change.place(), Optional.ofNullable(change.after())));
        timeline.put(from, charges(base.getValue()).with(shape, costs));
        timeline.tailMap(from, false).replaceAll((instant, later) -> follow(later, shape, changes));
    }

    private RateCard follow(RateCard later, RateCard shape, List<CostChange> changes) {
        Map<CostPlace, UnitPrice> has = CostFigures.of(later);
        Map<CostPlace, Optional<UnitPrice>> costs = new LinkedHashMap<>();
        for (CostChange change : changes) {
            if (SheetJudgement.isSame(has.get(change.place()), change.before())) {
                costs.put(change.place(), Optional.ofNullable(change.after()));
            }
        }
        return costs.isEmpty() ? later : charges(later).with(shape, later.effectiveFrom(), costs);
    }
}
