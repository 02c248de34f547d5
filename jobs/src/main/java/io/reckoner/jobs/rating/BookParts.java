package io.reckoner.jobs.rating;

import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.Findings;
import io.reckoner.jobs.yaml.YamlNode;
import io.reckoner.jobs.yaml.YamlTree;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.Overlay;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.RateCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parts of a book, a whole one or a piece, without the rules between them. A part is written the same in every book that has
 * it, so a book can be read back piece by piece.
 */
record BookParts(BookTerms terms, List<RateCard> cards, List<Overlay> overlays) {
    /** Cards of a piece that is read back. */
    private static final int PIECE = 250;

    static BookParts of(PriceBook book) {
        return new BookParts(book.terms(), book.cards(), book.overlays());
    }

    /**
     * The parts of a book that have to be read back before it is kept, in pieces.
     *
     * @param before a book that was read from its text: the cards it has are known to be readable
     */
    static List<BookParts> toReadBack(PriceBook book, Optional<PriceBook> before) {
        List<RateCard> cards = book.cards().stream()
                .filter(card -> before.filter(known ->
                                known.cards(card.provider(), card.model()).contains(card))
                        .isEmpty())
                .toList();
        List<BookParts> pieces = new ArrayList<>();
        pieces.add(new BookParts(book.terms(), List.of(), book.overlays()));
        for (int from = 0; from < cards.size(); from += PIECE) {
            pieces.add(new BookParts(
                    BookTerms.DEFAULT, cards.subList(from, Math.min(from + PIECE, cards.size())), List.of()));
        }
        return pieces;
    }

    /**
     * Why the text of these parts would not be read as what they are, by card; empty where it would.
     *
     * @param writer of their text
     */
    List<String> faults(Function<BookParts, String> writer) {
        List<String> faults = faultsIn(writer.apply(this));
        if (faults.isEmpty() || cards.isEmpty()) {
            return faults;
        }
        List<String> byCard = cards.stream()
                .flatMap(card -> {
                    BookParts alone = new BookParts(BookTerms.DEFAULT, List.of(card), List.of());
                    return alone.faultsIn(writer.apply(alone)).stream().map(fault -> card.title() + ": " + fault);
                })
                .toList();
        return byCard.isEmpty() ? faults : byCard;
    }

    /** Why a text is not read as these parts; empty where it is. */
    List<String> faultsIn(String text) {
        Findings findings = new Findings();
        YamlNode root = YamlTree.read(text, findings);
        BookParts read = root == null ? null : new BookReader(findings).parts(root);
        if (!findings.isClean()) {
            return findings.faults().stream().map(Fault::message).toList();
        }
        return equals(read) ? List.of() : List.of("it would be read as something else");
    }
}
