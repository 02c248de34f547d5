package io.reckoner.jobs.rating;

import io.reckoner.kernel.rating.BookDifference;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceChange;
import io.reckoner.kernel.rating.PriceChange.Weight;
import io.reckoner.kernel.rating.PriceDoubt;
import io.reckoner.kernel.rating.PriceDoubts;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.reports.table.Counted;
import java.util.ArrayList;
import java.util.List;

/**
 * What a book changes, and what of it somebody has to have looked at.
 *
 * @param changes figure by figure
 * @param doubts about prices that are new or other than before
 * @param modelsGone models of the older book that the newer one does not have at all, as {@code openai/gpt-5 at openai}
 */
record BookReview(List<PriceChange> changes, List<PriceDoubt> doubts, List<String> modelsGone) {
    static BookReview of(PriceBook older, PriceBook newer) {
        return new BookReview(
                BookDifference.between(older, newer),
                PriceDoubts.raised(older, newer),
                older.cards().stream()
                        .filter(card ->
                                newer.cards(card.provider(), card.model()).isEmpty())
                        .map(BookReview::model)
                        .distinct()
                        .toList());
    }

    /** The same of a book before which there is none: nothing changes, and nothing waits. */
    BookReview ofFirst() {
        return new BookReview(List.of(), doubts, modelsGone);
    }

    /** Whether an import is held up until somebody confirms it. */
    boolean waits() {
        return !toConfirm().isEmpty() || !doubtful().isEmpty();
    }

    /** The doubts that hold an import up. */
    List<PriceDoubt> doubtful() {
        return doubts.stream()
                .filter(doubt -> doubt.rule().weight() == PriceDoubt.Weight.HOLDS)
                .toList();
    }

    /** {@code 2 prices change by five times or more, or to or from zero, and 1 is stated no longer}. */
    String whyItWaits() {
        long gone = toConfirm().stream().filter(PriceChange::isGone).count();
        long basis = toConfirm().stream().filter(PriceChange::isLostCostBasis).count();
        long large = toConfirm().size() - gone - basis;
        List<String> why = new ArrayList<>();
        if (large > 0) {
            why.add(Counted.of(large, "price changes", "prices change") + " by five times or more, or to or from zero");
        }
        if (gone > 0) {
            why.add(Counted.of(gone, "figure is", "figures are") + " stated no longer"
                    + (modelsGone.isEmpty() ? "" : ", among them " + Counted.of(modelsGone.size(), "whole model")));
        }
        if (basis > 0) {
            why.add(Counted.of(basis, "rate card says", "rate cards say")
                    + " no longer that the cost is unknown or the vendor's");
        }
        if (!doubtful().isEmpty()) {
            why.add(Counted.of(doubtful().size(), "price looks", "prices look") + " wrong");
        }
        return String.join("; ", why);
    }

    /** A sentence about a price that looks wrong. */
    static String sentence(PriceDoubt doubt) {
        return doubt.card().title() + ": " + doubt.place().code() + ", " + doubt.value() + ", looks wrong: "
                + doubt.why() + ".";
    }

    private List<PriceChange> toConfirm() {
        return changes.stream()
                .filter(change -> change.weight() == Weight.TO_CONFIRM)
                .toList();
    }

    private static String model(RateCard card) {
        return card.model() + " at " + card.provider();
    }
}
