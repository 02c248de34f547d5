package io.reckoner.kernel.rating;

/**
 * Prices of one service tier (batch, flex, priority). Its own prices stand before the standard ones, component by
 * component; its multiplier acts on every component it has no own price for.
 *
 * @param name as the reply's {@code service_tier} writes it; a tier the card does not name costs the standard price
 */
public record ServiceTier(String name, Multiplier multiplier, PriceList own) {
    public ServiceTier {
        BookName.require("service tier", name);
    }
}
