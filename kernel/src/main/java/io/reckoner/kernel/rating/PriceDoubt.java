package io.reckoner.kernel.rating;

import io.reckoner.kernel.money.UnitPrice;
import java.util.List;

/**
 * A price that looks wrong by itself or beside the others of its card.
 *
 * @param why in words, with what was expected
 */
public record PriceDoubt(RateCard card, CostPlace place, UnitPrice value, Rule rule, String why) {
    /** What is doubted and why, on whichever card. */
    List<Object> matter() {
        return List.of(place, rule, value);
    }

    /** What made the price look wrong. */
    public enum Rule {
        /** So dear that it is most likely the price of another unit: 600 USD per million tokens. */
        TOO_DEAR(Weight.HOLDS),
        /** So cheap that it is most likely the price of another unit. */
        TOO_CHEAP(Weight.HOLDS),
        /** At zero: input or output of a language model, or what would otherwise be priced by another place of the card. */
        FREE(Weight.HOLDS),
        /** Output at a fifth of the input or less. */
        OUTPUT_FAR_BELOW_INPUT(Weight.HOLDS),
        /** A tier or window ten times as dear or as cheap as the standard price. */
        TIER_FAR_OFF(Weight.HOLDS),
        OUTPUT_BELOW_INPUT(Weight.WARNS),
        OUTPUT_FAR_ABOVE_INPUT(Weight.WARNS),
        CACHE_READ_ABOVE_INPUT(Weight.WARNS),
        /** A five-minute cache write is expected at 1.25 × input; taken without a word from 0.9 to 2. */
        CACHE_WRITE_5M_OFF(Weight.WARNS),
        /** A one-hour cache write is expected at 2 × input; taken without a word from 1.5 to 3. */
        CACHE_WRITE_1H_OFF(Weight.WARNS),
        CACHE_WRITE_1H_BELOW_5M(Weight.WARNS),
        /** Batch or flex dearer than standard, priority cheaper. */
        SERVICE_TIER_ASKEW(Weight.WARNS),
        LONG_CONTEXT_CHEAPER(Weight.WARNS),
        /** More than twelve significant digits: most likely the dust of binary arithmetic. */
        TOO_MANY_DIGITS(Weight.WARNS);

        private final Weight weight;

        Rule(Weight weight) {
            this.weight = weight;
        }

        public Weight weight() {
            return weight;
        }
    }

    /** What follows from a doubt. */
    public enum Weight {
        /** A new price with it waits for confirmation. */
        HOLDS,
        /** It is shown. */
        WARNS
    }
}
