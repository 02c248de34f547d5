package io.reckoner.kernel.rating;

/** A card that makes none together with the one before it: each has 64 context tiers, both have 128. */
final class CardNotMadeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param card of the sheet */
    CardNotMadeException(RateCard card, IllegalArgumentException why) {
        super(card.title() + ": with the prices in effect before it " + why.getMessage() + "; it is not taken", why);
    }
}
