package io.reckoner.jobs.rating;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.rating.AppliedPrice;
import io.reckoner.kernel.rating.Side;
import io.reckoner.kernel.rating.Working;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows how cost and charge come about: a row per component and side, with the price it met and why. */
final class WorkingTable {
    private WorkingTable() {}

    /** The working under a title of its own; the caller adds notes. */
    static ReportTable.Builder of(String title, Working working) {
        ReportTable.Builder table = ReportTable.titled(title)
                .subtitle(subtitle(working))
                .columns(
                        Column.text("component", "Component"),
                        Column.text("side", "Side"),
                        Column.quantity("count", "Count"),
                        Column.text("price", "Price"),
                        Column.text("from", "From"),
                        Column.exactMoney("amount", "Amount"));
        for (Side side : Side.values()) {
            working.lines().stream().filter(line -> line.side() == side).forEach(line -> row(table, line));
        }
        table.footnote("Cost as rated " + text(working.ratedCost()) + ", provider cost " + text(working.providerCost())
                + ", charge " + working.charge() + " USD.");
        switch (working.charging()) {
            case CHARGED -> {}
            case WAIVED ->
                table.footnote("The charge is waived: the request was lost, or did not end well and the book says so.");
        }
        return table;
    }

    private static String text(@Nullable Money amount) {
        return amount == null ? "unknown" : amount + " USD";
    }

    private static String subtitle(Working working) {
        StringBuilder text = new StringBuilder("Price book " + working.bookVersion());
        if (working.cardEffectiveFrom() != null) {
            text.append(", card of ").append(working.model()).append(" at ").append(working.provider());
            text.append(" from ").append(working.cardEffectiveFrom());
        }
        if (working.serviceTier() != null) {
            text.append(", service tier ").append(working.serviceTier());
        }
        if (working.window() != null) {
            text.append(", window ").append(working.window());
        }
        if (working.overlay() != null) {
            text.append(", overlay ").append(working.overlay());
        }
        return text.toString();
    }

    private static void row(ReportTable.Builder table, Working.Line line) {
        table.row(
                Cell.of(line.component().code()),
                Cell.of(line.side().name().toLowerCase(Locale.ROOT)),
                Cell.of(count(line.component(), line.count())),
                Cell.of(line.parts().stream().map(WorkingTable::price).collect(Collectors.joining("; "))),
                Cell.of(line.parts().stream()
                        .map(part -> source(part.price()))
                        .distinct()
                        .collect(Collectors.joining("; "))),
                Cell.of(line.amount()));
    }

    private static BigDecimal count(Component component, long count) {
        BigDecimal shown = BigDecimal.valueOf(count, component.scale()).stripTrailingZeros();
        return shown.scale() < 0 ? shown.setScale(0) : shown;
    }

    private static String price(Working.Part part) {
        StringBuilder text = new StringBuilder(part.price().base().toString());
        for (AppliedPrice.Factor factor : part.price().factors()) {
            text.append(" × ").append(factor.value().toPlainString());
        }
        return text.toString();
    }

    private static String source(AppliedPrice price) {
        AppliedPrice.Source source = price.source();
        StringBuilder text = new StringBuilder(word(source.kind(), source.name()));
        if (source.contextThreshold() > 0) {
            text.append(", context ").append(source.contextThreshold());
        }
        if (price.isFallBack()) {
            text.append(", priced as ").append(price.pricedAs().code());
        }
        List<String> factors = price.factors().stream()
                .map(factor -> word(factor.kind(), factor.name()))
                .toList();
        return factors.isEmpty() ? text.toString() : text + " × " + String.join(" × ", factors);
    }

    /** {@code service tier batch}. */
    static String word(AppliedPrice.Kind kind, String name) {
        String word = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return name.isEmpty() ? word : word + " " + name;
    }
}
