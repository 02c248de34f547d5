package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.util.Comparator;

/**
 * Where on a rate card a cost stands.
 *
 * @param section the standard prices, those of a service tier or those of a time window
 * @param name of the service tier or window ({@code 16:30-00:30}); empty for the standard prices
 * @param threshold of the context tier, 0 for the flat price
 */
public record CostPlace(Section section, String name, long threshold, Component component)
        implements Comparable<CostPlace> {
    private static final Comparator<CostPlace> ORDER = Comparator.comparing(CostPlace::section)
            .thenComparing(CostPlace::name)
            .thenComparing(CostPlace::threshold)
            .thenComparing(CostPlace::component);

    /** The lists of prices on a card. */
    public enum Section {
        STANDARD,
        SERVICE_TIER,
        WINDOW
    }

    public CostPlace {
        if (name.isEmpty() != (section == Section.STANDARD)) {
            throw new IllegalArgumentException("service tiers and windows have names, the standard prices have none");
        }
    }

    /** The flat price of a component outside tiers and windows. */
    public static CostPlace standard(Component component) {
        return new CostPlace(Section.STANDARD, "", 0, component);
    }

    /** Where a price stands that was applied; it must be one of a card, not of an overlay. */
    static CostPlace of(AppliedPrice price) {
        AppliedPrice.Source source = price.source();
        Section section =
                switch (source.kind()) {
                    case STANDARD -> Section.STANDARD;
                    case SERVICE_TIER -> Section.SERVICE_TIER;
                    case WINDOW -> Section.WINDOW;
                    case MARK_UP, OVERLAY -> throw new IllegalArgumentException("no price of a card: " + source);
                };
        return new CostPlace(section, source.name(), source.contextThreshold(), price.pricedAs());
    }

    /** {@code standard}, {@code batch}, {@code > 200000}, {@code batch > 200000}. */
    public String tier() {
        String list = section == Section.STANDARD ? "standard" : name;
        return threshold == 0 ? list : list + " > " + threshold;
    }

    /** {@code standard input}, {@code batch > 200000 output}: one text for each place. */
    public String code() {
        return tier() + " " + component.code();
    }

    @Override
    public int compareTo(CostPlace other) {
        return ORDER.compare(this, other);
    }
}
