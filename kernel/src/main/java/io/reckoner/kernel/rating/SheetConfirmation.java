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
import java.util.TreeMap;

/** Puts costs that waited and are confirmed into a book. */
final class SheetConfirmation {
    private final Map<ModelKey, TreeMap<Instant, RateCard>> timelines;
    private final Map<ModelKey, TreeMap<Instant, RateCard>> sheet;

    SheetConfirmation(PriceBook book, List<RateCard> sheet) {
        this.timelines = SheetUpdate.timelines(book.cards());
        this.sheet = SheetUpdate.timelines(sheet);
    }

    List<RateCard> cards(List<CostChange> changes) {
        Map<ModelKey, List<CostChange>> byModel = new LinkedHashMap<>();
        for (CostChange change : changes) {
            byModel.computeIfAbsent(new ModelKey(change.provider(), change.model()), key -> new ArrayList<>())
                    .add(change);
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

    private static void confirm(TreeMap<Instant, RateCard> timeline, RateCard shape, List<CostChange> changes) {
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
        timeline.put(from, CostFigures.with(base.getValue(), from, shape, costs));
        timeline.tailMap(from, false).replaceAll((instant, later) -> follow(later, shape, changes));
    }

    private static RateCard follow(RateCard later, RateCard shape, List<CostChange> changes) {
        Map<CostPlace, UnitPrice> has = CostFigures.of(later);
        Map<CostPlace, Optional<UnitPrice>> costs = new LinkedHashMap<>();
        for (CostChange change : changes) {
            if (Objects.equals(has.get(change.place()), change.before())) {
                costs.put(change.place(), Optional.ofNullable(change.after()));
            }
        }
        return costs.isEmpty() ? later : CostFigures.with(later, later.effectiveFrom(), shape, costs);
    }
}
