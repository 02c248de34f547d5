package io.reckoner.jobs.rating;

import io.reckoner.kernel.rating.AppliedPrice;
import io.reckoner.kernel.rating.ModelPrices;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The prices of a model as a table: a row per service tier, component and context. */
final class ModelPricesTable {
    private static final List<Column> PLACE = List.of(
            Column.text("service_tier", "Tier"),
            Column.text("component", "Component"),
            Column.text("context", "Context"));

    private ModelPricesTable() {}

    /** For people: one provider, the prices as they are said; fall-backs in a sentence. */
    static ReportTable.Builder shown(String title, String subtitle, ModelPrices prices) {
        ReportTable.Builder table = ReportTable.titled(title)
                .subtitle(subtitle)
                .columns(Stream.concat(
                                PLACE.stream(),
                                Stream.of(
                                        Column.text("cost", "Cost"),
                                        Column.text("cost_from", "Cost from"),
                                        Column.text("charge", "Charge"),
                                        Column.text("charge_from", "Charge from")))
                        .toList());
        Map<Component, Component> fallBacks = fallBacks(prices);
        for (ModelPrices.Line line : prices.lines()) {
            if (fallBacks.containsKey(line.component())) {
                continue;
            }
            List<Cell> cells = new ArrayList<>(place(prices, line));
            cells.add(Cell.of(price(line.cost())));
            cells.add(Cell.of(derivation(line.cost())));
            cells.add(Cell.of(price(line.charge())));
            cells.add(Cell.of(derivation(line.charge())));
            table.row(cells);
        }
        if (!fallBacks.isEmpty()) {
            table.footnote("Priced as another: "
                    + fallBacks.entrySet().stream()
                            .map(entry -> entry.getKey().code() + " as "
                                    + entry.getValue().code())
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return table;
    }

    /** Components that all over, on both sides, have the prices of one other: a line of their own would say nothing new. */
    private static Map<Component, Component> fallBacks(ModelPrices prices) {
        Map<Component, Set<Component>> pricedAs = new EnumMap<>(Component.class);
        for (ModelPrices.Line line : prices.lines()) {
            Set<Component> seen = pricedAs.computeIfAbsent(line.component(), key -> EnumSet.noneOf(Component.class));
            Stream.of(Optional.ofNullable(line.cost()), Optional.ofNullable(line.charge()))
                    .flatMap(Optional::stream)
                    .forEach(price -> seen.add(price.pricedAs()));
        }
        Map<Component, Component> single = new EnumMap<>(Component.class);
        pricedAs.forEach((component, seen) -> {
            if (seen.size() == 1 && !seen.contains(component)) {
                single.put(component, seen.iterator().next());
            }
        });
        return single;
    }

    /** For programs: all providers in one table, amounts as numbers, and on every row what holds for it. */
    static ReportTable.Builder whole(String title, String subtitle, int book, List<ModelPrices> providers) {
        ReportTable.Builder table = ReportTable.titled(title)
                .subtitle(subtitle)
                .columns(Stream.of(
                                Stream.of(
                                        Column.count("book_version", "Book"),
                                        Column.text("provider", "Provider"),
                                        Column.text("model", "Model"),
                                        Column.instant("card_from", "Card from"),
                                        Column.instant("next_card", "Next card"),
                                        Column.text("window", "Window"),
                                        Column.text("overlay", "Overlay")),
                                PLACE.stream(),
                                Stream.of(
                                        Column.quantity("cost", "Cost"),
                                        Column.count("cost_per", "Per"),
                                        Column.text("cost_from", "Cost from"),
                                        Column.quantity("charge", "Charge"),
                                        Column.count("charge_per", "Per"),
                                        Column.text("charge_from", "Charge from")))
                        .flatMap(columns -> columns)
                        .toList());
        for (ModelPrices prices : providers) {
            for (ModelPrices.Line line : prices.lines()) {
                List<Cell> cells = new ArrayList<>(List.of(
                        Cell.of(book),
                        Cell.of(prices.card().provider()),
                        Cell.of(prices.card().model()),
                        Cell.of(prices.card().effectiveFrom()),
                        Cell.of(prices.nextCardFrom()),
                        Cell.of(prices.window()),
                        Cell.of(ModelPricesNotes.acting(prices))));
                cells.addAll(place(prices, line));
                figures(line.cost(), cells);
                figures(line.charge(), cells);
                table.row(cells);
            }
        }
        return table;
    }

    private static List<Cell> place(ModelPrices prices, ModelPrices.Line line) {
        return List.of(
                Cell.of(line.serviceTier().isEmpty() ? "standard" : line.serviceTier()),
                Cell.of(line.component().code()),
                Cell.of(
                        line.context() == 0
                                ? ""
                                : prices.card().context().operator().sign() + " " + line.context()));
    }

    private static void figures(@Nullable AppliedPrice price, List<Cell> cells) {
        cells.add(Cell.of(price == null ? null : price.unit().amount()));
        BigDecimal per = price == null ? null : BigDecimal.valueOf(price.unit().per());
        cells.add(Cell.of(per));
        cells.add(Cell.of(derivation(price)));
    }

    private static String price(@Nullable AppliedPrice price) {
        return price == null ? "" : price.unit().toString();
    }

    /** {@code standard 2.50 × mark up 1.25}; the base only where factors change it. */
    private static String derivation(@Nullable AppliedPrice price) {
        if (price == null) {
            return "";
        }
        AppliedPrice.Source source = price.source();
        StringBuilder text = new StringBuilder(WorkingTable.word(source.kind(), source.name()));
        if (source.contextThreshold() > 0) {
            text.append(", context ").append(source.contextThreshold());
        }
        if (price.isFallBack()) {
            text.append(", priced as ").append(price.pricedAs().code());
        }
        if (!price.factors().isEmpty()) {
            text.append(", ").append(price.base().amount().toPlainString());
            text.append(price.factors().stream()
                    .map(factor -> " × " + factor.value().toPlainString() + " "
                            + WorkingTable.word(factor.kind(), factor.name()))
                    .collect(Collectors.joining()));
        }
        return text.toString();
    }
}
