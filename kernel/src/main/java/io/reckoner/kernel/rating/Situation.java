package io.reckoner.kernel.rating;

final class Situation {
    private Situation() {}

    static boolean hasCost(RateCard card) {
        return card.costBasis() == CostBasis.BOOK;
    }
}
