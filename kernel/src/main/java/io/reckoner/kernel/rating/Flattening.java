package io.reckoner.kernel.rating;

import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.usage.Component;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lays the rates of one {@link RateKey} flat: times of day × context levels × components × stretches of the count. */
final class Flattening {
    private final RateKey key;
    private final CardTerms terms;
    private final int tier;
    private final @Nullable Overlay overlay;
    private final List<FlatRate> rates = new ArrayList<>();

    Flattening(PriceBook book, RateKey key) {
        this.key = key;
        RateCard card = book.cards(key.provider(), key.model()).stream()
                .filter(candidate -> candidate.effectiveFrom().equals(key.cardEffectiveFrom()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("price book " + book.version() + " has no card for " + key));
        this.terms = new CardTerms(book.terms(), card);
        this.tier = key.serviceTier() == null ? 0 : terms.tier(key.serviceTier());
        this.overlay = key.overlay() == null
                ? null
                : book.overlay(key.overlay())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "price book " + book.version() + " has no overlay \"" + key.overlay() + "\""));
    }

    List<FlatRate> rates() {
        TreeSet<Long> cuts = new TreeSet<>(List.of(0L, Micros.PER_DAY));
        for (TimeWindow window : terms.card().windows()) {
            cuts.add(window.fromSecond() * Micros.PER_SECOND);
            cuts.add(window.toSecond() * Micros.PER_SECOND);
        }
        Long from = cuts.first();
        for (Long to = cuts.higher(from); to != null; to = cuts.higher(from)) {
            for (int level = 0; level < terms.levels(); level++) {
                situation(new Situation(terms, tier, terms.window(from), level, overlay), from, to);
            }
            from = to;
        }
        return List.copyOf(rates);
    }

    private void situation(Situation situation, long dayFrom, long dayTo) {
        int level = situation.level();
        ContextRule context = terms.card().context();
        long metricFrom = level == 0 ? 0 : context.leastMeeting(terms.thresholds()[level - 1]);
        long metricTo = level == terms.levels() - 1 ? Long.MAX_VALUE : context.leastMeeting(terms.thresholds()[level]);
        for (Component component : Component.values()) {
            if (!situation.isPriced(component)) {
                continue;
            }
            ExactRate cost = ExactRate.of(component, situation.pieces(component, Side.COST));
            ExactRate charge = ExactRate.of(component, situation.pieces(component, Side.CHARGE));
            TreeSet<Long> cuts = new TreeSet<>(List.of(Long.MAX_VALUE));
            for (ExactRate rate : List.of(cost, charge)) {
                for (int i = 0; i < rate.pieces(); i++) {
                    cuts.add(rate.from(i));
                }
            }
            Long from = cuts.first();
            for (Long to = cuts.higher(from); to != null; to = cuts.higher(from)) {
                @Nullable BigInteger costNumerator = terms.card().statesCosts() ? cost.numeratorAfter(from) : null;
                rates.add(new FlatRate(
                        key,
                        dayFrom,
                        dayTo,
                        context.metric(),
                        metricFrom,
                        metricTo,
                        component,
                        from,
                        to,
                        costNumerator,
                        cost.denominator(),
                        charge.numeratorAfter(from),
                        charge.denominator()));
                from = to;
            }
        }
    }
}
