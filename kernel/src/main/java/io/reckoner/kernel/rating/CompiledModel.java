package io.reckoner.kernel.rating;

import io.reckoner.kernel.usage.Symbols;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cards of one model at one provider, in order of time. */
final class CompiledModel {
    private final PriceBook.ModelKey key;
    private final CompiledCard[] cards;

    CompiledModel(PriceBook book, Symbols symbols, PriceBook.ModelKey key) {
        this.key = key;
        List<RateCard> found = book.cards(key.provider(), key.model());
        this.cards = new CompiledCard[found.size()];
        for (int i = 0; i < cards.length; i++) {
            RateCard card = found.get(i);
            cards[i] = new CompiledCard(
                    new CardTerms(book.terms(), card), book.modelTypes().indexOf(card.modelType()), symbols);
        }
    }

    PriceBook.ModelKey key() {
        return key;
    }

    /** The card in effect at an instant in microseconds; the first instant of a card is its own. */
    @Nullable
    CompiledCard at(long micros) {
        for (int i = cards.length - 1; i >= 0; i--) {
            if (cards[i].effectiveFrom() <= micros) {
                return cards[i];
            }
        }
        return null;
    }

    /** Why there is no card. */
    String missing() {
        String name = "model \"" + key.model() + "\" at provider \"" + key.provider() + "\" ";
        return cards.length == 0
                ? name + "has no rate card"
                : name + "has no rate card before " + cards[0].card().effectiveFrom();
    }
}
