package io.reckoner.jobs.rating.sheet;

import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.SheetUpdate;
import java.util.List;
import java.util.Map;

/**
 * A sheet as it was read.
 *
 * @param models models the sheet names, taken or not
 * @param speaksOf what sheets of this kind can price
 * @param cards what was taken: at most one card for a model and instant
 * @param notTaken models that cannot be taken, each with all its faults
 * @param notes what was decided where the sheet says two things
 * @param unused prices of the models taken that are not used here, with how many models have them
 */
public record PriceSheet(
        int models,
        SheetUpdate.Scope speaksOf,
        List<RateCard> cards,
        List<Fault> notTaken,
        List<String> notes,
        Map<String, Integer> unused) {
    /**
     * Why a model is not taken.
     *
     * @param field where in the model; empty for the model as a whole
     * @param value as the sheet writes it, cut short
     */
    public record Fault(String model, String field, String value, String why) {}

    public PriceSheet {
        cards = List.copyOf(cards);
        notTaken = List.copyOf(notTaken);
        notes = List.copyOf(notes);
    }
}
