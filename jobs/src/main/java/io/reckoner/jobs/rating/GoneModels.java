package io.reckoner.jobs.rating;

import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.SheetUpdate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Models of the book that a sheet has dropped, or never had: it names others of their provider, and not them. Nothing
 * happens to them; somebody may want to know, before a provider stops serving or billing them so.
 */
final class GoneModels {
    private GoneModels() {}

    /** The newest card of each, in order of provider and model. */
    static List<RateCard> of(PriceSheet sheet, SheetUpdate update) {
        Set<String> providers = sheet.cards().stream().map(RateCard::provider).collect(Collectors.toSet());
        Set<ModelKey> named = new HashSet<>();
        sheet.cards().forEach(card -> named.add(new ModelKey(card.provider(), card.model())));
        Set<String> notTaken =
                sheet.notTaken().stream().map(PriceSheet.Fault::model).collect(Collectors.toSet());
        Map<ModelKey, RateCard> newest =
                new TreeMap<>(Comparator.comparing(ModelKey::provider).thenComparing(ModelKey::model));
        for (RateCard card : update.cards()) {
            ModelKey key = new ModelKey(card.provider(), card.model());
            if (providers.contains(key.provider()) && !named.contains(key) && !isAmong(notTaken, key)) {
                newest.merge(
                        key, card, (one, other) -> one.effectiveFrom().isAfter(other.effectiveFrom()) ? one : other);
            }
        }
        return List.copyOf(newest.values());
    }

    /** What could not be taken goes by the sheet's own name, with or without provider or vendor in front. */
    private static boolean isAmong(Set<String> keys, ModelKey model) {
        String name = model.model().substring(model.model().indexOf('/') + 1);
        return keys.contains(model.model())
                || keys.contains(name)
                || keys.contains(model.provider() + "/" + model.model())
                || keys.contains(model.provider() + "/" + name);
    }
}
