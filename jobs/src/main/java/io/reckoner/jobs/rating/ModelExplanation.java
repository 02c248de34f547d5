package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Output;
import io.reckoner.kernel.rating.ModelPrices;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.QuoteRequest;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.reports.table.ReportTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the prices of one model at an instant: in text a table for each provider, else one table of all. */
final class ModelExplanation {
    private final PriceBook book;
    private final CardOriginView origins;
    private final Output output;

    ModelExplanation(PriceBook book, CardOriginView origins, Output output) {
        this.book = book;
        this.origins = origins;
        this.output = output;
    }

    /** Models of a book with names like this one: first those that contain it, then those with few other letters. */
    static List<String> near(PriceBook book, String model) {
        List<String> known =
                book.cards().stream().map(RateCard::model).distinct().sorted().toList();
        return KnownNamesView.near(model, known);
    }

    /**
     * Shows them.
     *
     * @param provider null for all that serve the model
     * @param request what is asked of a provider
     * @throws Refusal where the book has no such model, or no card of it at that instant
     */
    void show(String model, @Nullable String provider, Instant at, Function<String, QuoteRequest> request) {
        List<String> missing = new ArrayList<>();
        List<ModelPrices> found = new ArrayList<>();
        for (String serving : providers(model, provider)) {
            ModelPrices.of(book, request.apply(serving))
                    .ifPresentOrElse(
                            found::add,
                            () -> missing.add(model + " has no rate card at " + serving + " before "
                                    + book.cards(serving, model).getFirst().effectiveFrom()));
        }
        if (found.isEmpty()) {
            throw new Refusal("price book " + book.version() + ": " + String.join("; ", missing)
                    + ". Ask for a later instant with --at, or add an earlier card.");
        }
        missing.forEach(sentence -> output.note(sentence + "."));
        String title = "Prices of " + model + " at " + at;
        switch (output.format()) {
            case TEXT -> {
                for (ModelPrices prices : found) {
                    QuoteRequest asked = request.apply(prices.card().provider());
                    ReportTable.Builder table = ModelPricesTable.shown(
                            "Prices of " + model + " at " + prices.card().provider() + ", " + at,
                            subtitle(prices),
                            prices);
                    notes(prices, asked).forEach(table::footnote);
                    output.table(table.build());
                }
            }
            case CSV, JSON -> {
                ReportTable.Builder table =
                        ModelPricesTable.whole(title, "Price book " + book.version(), book.version(), found);
                for (ModelPrices prices : found) {
                    String serving = prices.card().provider();
                    notes(prices, request.apply(serving)).forEach(note -> table.footnote(serving + ": " + note));
                }
                output.table(table.build());
            }
        }
    }

    private List<String> notes(ModelPrices prices, QuoteRequest request) {
        return ModelPricesNotes.of(
                prices, request, origins.of(prices.card(), book.version()).orElse(null));
    }

    private String subtitle(ModelPrices prices) {
        String acting = ModelPricesNotes.acting(prices);
        return "Price book " + book.version() + ", card from " + prices.card().effectiveFrom()
                + (prices.window() == null ? "" : ", window " + prices.window())
                + (acting == null ? "" : ", overlay " + acting);
    }

    /** What else could be meant, or where to look. */
    static String nearModels(PriceBook book, String model) {
        List<String> near = near(book, model);
        return near.isEmpty()
                ? " reckon price show prints the book."
                : near.stream().collect(Collectors.joining(", ", " Near are: ", "."));
    }

    private List<String> providers(String model, @Nullable String provider) {
        List<String> serving = book.cards().stream()
                .filter(card -> card.model().equals(model))
                .map(RateCard::provider)
                .distinct()
                .toList();
        if (serving.isEmpty()) {
            throw new Refusal(
                    "price book " + book.version() + " has no model " + model + "." + nearModels(book, model));
        }
        if (provider == null) {
            return serving;
        }
        if (!serving.contains(provider)) {
            throw new Refusal("price book " + book.version() + " has no card of " + model + " at " + provider
                    + ". It has: " + String.join(", ", serving) + ".");
        }
        return List.of(provider);
    }
}
