package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a price book says for all its cards.
 *
 * @param markUp factor from cost to charge; 1 charges at cost
 * @param providerMarkUps the same for single providers, before that of the book
 * @param fallBacks over the defaults
 * @param unpriced over the default, which ignores {@code request} alone
 * @param chargePolicy whether requests that did not end well are charged
 */
public record BookTerms(
        BigDecimal markUp,
        Map<String, BigDecimal> providerMarkUps,
        FallBacks fallBacks,
        Map<Component, Unpriced> unpriced,
        ChargePolicy chargePolicy) {
    public static final BookTerms DEFAULT =
            new BookTerms(BigDecimal.ONE, Map.of(), FallBacks.UNSTATED, Map.of(), ChargePolicy.DEFAULT);

    public BookTerms {
        markUp = Multiplier.checked(markUp);
        TreeMap<String, BigDecimal> checked = new TreeMap<>();
        providerMarkUps.forEach((provider, factor) -> {
            BookName.require("provider", provider);
            checked.put(provider, Multiplier.checked(factor));
        });
        providerMarkUps = Collections.unmodifiableSortedMap(checked);
        unpriced = RateCard.checkedUnpriced(unpriced);
    }

    /** The factor from cost to charge of a card: its own, else the provider's, else the book's. */
    BigDecimal markUpOf(RateCard card) {
        BigDecimal own = card.markUp();
        return own != null ? own : markUpAt(card.provider());
    }

    /** The factor from cost to charge of cards at a provider that state none: the provider's, else the book's. */
    BigDecimal markUpAt(String provider) {
        return providerMarkUps.getOrDefault(provider, markUp);
    }

    FallBacks fallBacksOf(RateCard card) {
        return card.fallBacks().over(fallBacks).over(FallBacks.DEFAULT);
    }

    Unpriced unpricedOf(RateCard card, Component component) {
        Unpriced own = card.unpriced().get(component);
        if (own != null) {
            return own;
        }
        return unpriced.getOrDefault(component, component == Component.REQUEST ? Unpriced.IGNORE : Unpriced.SUSPEND);
    }
}
