package io.reckoner.kernel.rating;

import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Symbols;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A card as {@link Rater} uses it: names as ordinals, rates worked out once for each situation met. */
final class CompiledCard {
    /** Beyond so many overlays their rates are forgotten and worked out again: they come account by account. */
    private static final int OVERLAYS_KEPT = 256;

    private final CardTerms terms;
    private final long effectiveFrom;
    private final int modelType;
    private final CostBasis costBasis;
    private final boolean statesCosts;
    private final int metric;
    private final int[] tierNames;
    private final int windows;
    private final int levels;
    private final @Nullable Rates[] standard;
    private final Map<Overlay, @Nullable Rates[]> overlaid = new IdentityHashMap<>();

    CompiledCard(CardTerms terms, int modelType, Symbols symbols) {
        this.terms = terms;
        this.effectiveFrom = Micros.of(terms.card().effectiveFrom());
        this.modelType = modelType;
        this.costBasis = terms.card().costBasis();
        this.statesCosts = terms.card().statesCosts();
        int bits = 0;
        for (Component component : terms.card().context().metric()) {
            bits |= 1 << component.ordinal();
        }
        this.metric = bits;
        this.tierNames = terms.card().serviceTiers().stream()
                .mapToInt(tier -> symbols.ordinal(tier.name()))
                .toArray();
        this.windows = terms.card().windows().size();
        this.levels = terms.levels();
        this.standard = new Rates[(tierNames.length + 1) * (windows + 1) * levels];
    }

    CardTerms terms() {
        return terms;
    }

    RateCard card() {
        return terms.card();
    }

    long effectiveFrom() {
        return effectiveFrom;
    }

    int modelType() {
        return modelType;
    }

    CostBasis costBasis() {
        return costBasis;
    }

    boolean statesCosts() {
        return statesCosts;
    }

    /** The rates of an event's situation. Counts are read where {@code present} has the bit. */
    Rates rates(int serviceTier, long ts, long[] counts, int present, @Nullable Overlay overlay) {
        int index = index(serviceTier, ts, counts, present);
        @Nullable Rates[] table = overlay == null ? standard : overlaidBy(overlay);
        Rates rates = table[index];
        if (rates == null) {
            rates = new Rates(situation(index, overlay));
            table[index] = rates;
        }
        return rates;
    }

    /** An event's situation; its prices are those of {@link #rates}. */
    Situation situation(int serviceTier, long ts, long[] counts, int present, @Nullable Overlay overlay) {
        return situation(index(serviceTier, ts, counts, present), overlay);
    }

    /** What is held against the thresholds of context tiers. */
    long metric(long[] counts, int present) {
        long sum = 0;
        for (int bits = metric & present; bits != 0; bits &= bits - 1) {
            sum += counts[Integer.numberOfTrailingZeros(bits)];
        }
        return sum;
    }

    private Situation situation(int index, @Nullable Overlay overlay) {
        int tier = index / levels / (windows + 1);
        return new Situation(terms, tier, index / levels % (windows + 1), index % levels, overlay);
    }

    private int index(int serviceTier, long ts, long[] counts, int present) {
        if (standard.length == 1) {
            return 0;
        }
        int tier = 0;
        for (int i = 0; i < tierNames.length; i++) {
            if (tierNames[i] == serviceTier) {
                tier = i + 1;
            }
        }
        int window = windows == 0 ? 0 : terms.window(ts);
        int level = levels > 1 ? terms.level(metric(counts, present)) : 0;
        return (tier * (windows + 1) + window) * levels + level;
    }

    private @Nullable Rates[] overlaidBy(Overlay overlay) {
        @Nullable Rates[] table = overlaid.get(overlay);
        if (table == null) {
            if (overlaid.size() >= OVERLAYS_KEPT) {
                overlaid.clear();
            }
            table = new Rates[standard.length];
            overlaid.put(overlay, table);
        }
        return table;
    }
}
