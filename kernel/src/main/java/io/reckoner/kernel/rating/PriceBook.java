package io.reckoner.kernel.rating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One version of the price book: immutable, numbered, without faults.
 *
 * <p>Cards are in order of provider, model and effective-from; overlays and model types in order of name, so that their
 * ordinals are the same for the same content.
 */
public final class PriceBook {
    private static final Comparator<RateCard> CARD_ORDER = Comparator.comparing(RateCard::provider)
            .thenComparing(RateCard::model)
            .thenComparing(RateCard::effectiveFrom);

    /** Who serves a model under which name. */
    public record ModelKey(String provider, String model) {}

    private final int version;
    private final BookTerms terms;
    private final List<RateCard> cards;
    private final List<Overlay> overlays;
    private final List<String> modelTypes;
    private final Map<ModelKey, List<RateCard>> byModel = new HashMap<>();
    private final Map<String, Overlay> overlayByName = new HashMap<>();

    private PriceBook(int version, BookTerms terms, List<RateCard> cards, List<Overlay> overlays) {
        this.version = version;
        this.terms = terms;
        this.cards = cards.stream().map(RateCard::ordered).sorted(CARD_ORDER).toList();
        this.overlays =
                overlays.stream().sorted(Comparator.comparing(Overlay::name)).toList();
        this.modelTypes =
                cards.stream().map(RateCard::modelType).distinct().sorted().toList();
        for (RateCard card : this.cards) {
            byModel.computeIfAbsent(new ModelKey(card.provider(), card.model()), key -> new ArrayList<>())
                    .add(card);
        }
        byModel.replaceAll((key, list) -> List.copyOf(list));
        for (Overlay overlay : this.overlays) {
            overlayByName.put(overlay.name(), overlay);
        }
    }

    /**
     * A version of the book.
     *
     * @param version 1 or more
     * @throws IllegalArgumentException with every fault of {@link #faults}, one a line
     */
    public static PriceBook of(int version, BookTerms terms, List<RateCard> cards, List<Overlay> overlays) {
        if (version < 1) {
            throw new IllegalArgumentException("price-book versions count from 1, not from " + version);
        }
        List<BookFault> faults = faults(terms, cards, overlays);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.stream()
                    .map(BookFault::toString)
                    .collect(Collectors.joining("\n", "a price book with faults:\n", "")));
        }
        return new PriceBook(version, terms, cards, overlays);
    }

    /**
     * Everything that keeps these parts from being a book, in order; empty when nothing does. Paths count cards and
     * overlays as they are given here: {@code models[3]}, {@code overlays[0].target}.
     */
    public static List<BookFault> faults(BookTerms terms, List<RateCard> cards, List<Overlay> overlays) {
        return new BookRules(terms, cards, overlays).faults();
    }

    public int version() {
        return version;
    }

    public BookTerms terms() {
        return terms;
    }

    public List<RateCard> cards() {
        return cards;
    }

    public List<Overlay> overlays() {
        return overlays;
    }

    public List<String> modelTypes() {
        return modelTypes;
    }

    /** The cards of one model at one provider in order of time; empty where the book has none. */
    public List<RateCard> cards(String provider, String model) {
        return byModel.getOrDefault(new ModelKey(provider, model), List.of());
    }

    /** The card in effect at an instant, which may be its first. */
    public Optional<RateCard> cardAt(String provider, String model, Instant at) {
        List<RateCard> cards = cards(provider, model);
        int begun = 0;
        int end = cards.size();
        while (begun < end) {
            int middle = (begun + end) >>> 1;
            if (cards.get(middle).effectiveFrom().isAfter(at)) {
                end = middle;
            } else {
                begun = middle + 1;
            }
        }
        return begun == 0 ? Optional.empty() : Optional.of(cards.get(begun - 1));
    }

    /** The overlay of this name. */
    public Optional<Overlay> overlay(String name) {
        return Optional.ofNullable(overlayByName.get(name));
    }

    /** Same content; the version number does not count. */
    public boolean sameContentAs(PriceBook other) {
        return terms.equals(other.terms) && cards.equals(other.cards) && overlays.equals(other.overlays);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PriceBook book && version == book.version && sameContentAs(book);
    }

    @Override
    public int hashCode() {
        return Objects.hash(version, terms, cards, overlays);
    }

    @Override
    public String toString() {
        return "price book " + version + " (" + cards.size() + " cards, " + overlays.size() + " overlays)";
    }
}
