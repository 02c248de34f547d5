package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.List;

/** A rate card together with what the book says for it: everything that decides its prices but the overlay. */
final class CardTerms {
    private final RateCard card;
    private final BookTerms book;
    private final BigDecimal markUp;
    private final FallBacks fallBacks;
    private final long[] thresholds;

    CardTerms(BookTerms book, RateCard card) {
        this.card = card;
        this.book = book;
        this.markUp = book.markUpOf(card);
        this.fallBacks = book.fallBacksOf(card);
        this.thresholds = card.priceLists()
                .flatMap(list -> list.tiers().stream())
                .mapToLong(PriceList.ContextTier::threshold)
                .distinct()
                .sorted()
                .toArray();
    }

    RateCard card() {
        return card;
    }

    BigDecimal markUp() {
        return markUp;
    }

    FallBacks fallBacks() {
        return fallBacks;
    }

    boolean ignoresUnpriced(Component component) {
        return book.unpricedOf(card, component) == Unpriced.IGNORE;
    }

    /** Thresholds of all context tiers on the card, ascending, each once. Level 0 meets none, level k the first k. */
    long[] thresholds() {
        return thresholds;
    }

    /** Levels a whole request can be at; 1 where context tiers do not price whole requests. */
    int levels() {
        return isGraduated() ? 1 : thresholds.length + 1;
    }

    boolean isGraduated() {
        return card.context().mode() == ContextRule.Mode.GRADUATED;
    }

    /** The level of a request whose metric sums to so much. */
    int level(long metric) {
        int level = 0;
        while (level < levels() - 1 && metric >= card.context().leastMeeting(thresholds[level])) {
            level++;
        }
        return level;
    }

    /** 1 and up for a service tier of the card, 0 for standard. */
    int tier(String name) {
        List<ServiceTier> tiers = card.serviceTiers();
        for (int i = 0; i < tiers.size(); i++) {
            if (tiers.get(i).name().equals(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** 1 and up for the window an instant lies in, 0 for none. */
    int window(long micros) {
        List<TimeWindow> windows = card.windows();
        for (int i = 0; i < windows.size(); i++) {
            if (windows.get(i).contains(micros)) {
                return i + 1;
            }
        }
        return 0;
    }
}
