package io.reckoner.jobs.rating;

import io.reckoner.jobs.rating.PendingTable.Figure;
import io.reckoner.jobs.rating.PendingTable.Pending;
import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.kernel.money.UnitPrice;
import io.reckoner.kernel.rating.CostChange;
import io.reckoner.kernel.rating.CostPlace;
import io.reckoner.kernel.rating.PriceDoubt;
import io.reckoner.kernel.rating.PriceDoubts;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a price sheet says and changes, as tables. */
final class SheetTables {
    private static final long MILLION = 1_000_000;

    private SheetTables() {}

    /** Differences, figure by figure. */
    static ReportTable changes(String title, List<CostChange> changes, ReportFormat format) {
        return switch (format) {
            case TEXT -> shownChanges(title, changes);
            case CSV, JSON -> wholeChanges(title, changes);
        };
    }

    private static ReportTable wholeChanges(String title, List<CostChange> changes) {
        ReportTable.Builder table = ReportTable.titled(title)
                .columns(
                        Column.text("provider", "Provider"),
                        Column.text("model", "Model"),
                        Column.instant("from", "From"),
                        Column.text("tier", "Tier"),
                        Column.text("component", "Component"),
                        Column.text("what", "What"),
                        Column.text("old", "Old"),
                        Column.text("new", "New"),
                        Column.text("factor", "Factor"),
                        Column.text("waits", "Waits"));
        changes.forEach(change -> table.row(
                Cell.of(change.provider()),
                Cell.of(change.model()),
                Cell.of(change.effectiveFrom()),
                Cell.of(change.place().tier()),
                Cell.of(change.place().component().code()),
                Cell.of(words(change.kind())),
                Cell.of(price(change.before())),
                Cell.of(price(change.after())),
                Cell.of(change.factor()),
                Cell.of(change.waits() ? change.verdict().words() : "")));
        return table.build();
    }

    /** Differences for people: fit for a terminal of 120 columns where names and places are short. */
    private static ReportTable shownChanges(String title, List<CostChange> changes) {
        List<Instant> instants =
                changes.stream().map(CostChange::effectiveFrom).distinct().toList();
        boolean isOneInstant = instants.size() == 1;
        List<Column> columns =
                new ArrayList<>(List.of(Column.text("provider", "Provider"), Column.text("model", "Model")));
        if (!isOneInstant) {
            columns.add(Column.day("from", "From"));
        }
        columns.addAll(List.of(
                Column.text("place", "Price"),
                Column.text("old", "Old"),
                Column.text("new", "New"),
                Column.text("factor", "Factor"),
                Column.text("waits", "Waits")));
        ReportTable.Builder table = ReportTable.titled(title).columns(columns);
        if (isOneInstant) {
            table.subtitle("from " + instants.getFirst());
        }
        for (CostChange change : changes) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(change.provider()), Cell.of(change.model())));
            if (!isOneInstant) {
                row.add(Cell.of(LocalDate.ofInstant(change.effectiveFrom(), ZoneOffset.UTC)));
            }
            row.addAll(List.of(
                    Cell.of(place(change.place())),
                    Cell.of(shortPrice(change.before())),
                    Cell.of(shortPrice(change.after())),
                    Cell.of(change.factor()),
                    Cell.of(change.waits() ? change.verdict().words() : "")));
            table.row(row);
        }
        return changes.isEmpty()
                ? table.build()
                : table.footnote("Prices in USD; /M: for a million.").build();
    }

    /** {@code input}, {@code batch > 200000 output}: the standard tier goes without saying. */
    private static String place(CostPlace place) {
        return place.code().replaceFirst("^standard ", "");
    }

    /** {@code 2.50/M}, {@code 10.00/1000}, {@code 0.04}. */
    private static String shortPrice(@Nullable UnitPrice price) {
        if (price == null) {
            return "";
        }
        String amount = price.toString().split(" ", 2)[0];
        if (price.per() == 1) {
            return amount;
        }
        return amount + "/" + (price.per() == MILLION ? "M" : Long.toString(price.per()));
    }

    /** Models of the book that a sheet does not name, though it names others of their provider. */
    static ReportTable gone(List<RateCard> cards) {
        ReportTable.Builder table = ReportTable.titled("Models of the book that the sheet does not name")
                .subtitle("Their cards stay in the book as they are, and go on pricing.")
                .columns(
                        Column.text("provider", "Provider"),
                        Column.text("model", "Model"),
                        Column.text("type", "Type"),
                        Column.instant("from", "Card from"));
        cards.forEach(card -> table.row(
                Cell.of(card.provider()),
                Cell.of(card.model()),
                Cell.of(card.modelType()),
                Cell.of(card.effectiveFrom())));
        return table.build();
    }

    /** Prices that look wrong. */
    static ReportTable doubts(List<PriceDoubt> doubts) {
        ReportTable.Builder table = ReportTable.titled("Prices that look wrong")
                .columns(
                        Column.text("provider", "Provider"),
                        Column.text("model", "Model"),
                        Column.text("place", "Price"),
                        Column.text("value", "Value"),
                        Column.text("doubt", "Doubt"),
                        Column.text("why", "Why"));
        doubts.forEach(doubt -> table.row(
                Cell.of(doubt.card().provider()),
                Cell.of(doubt.card().model()),
                Cell.of(doubt.place().code()),
                Cell.of(price(doubt.value())),
                Cell.of(words(doubt.rule())),
                Cell.of(doubt.why())));
        return table.build();
    }

    /** The doubts about the cards of a sheet. */
    static List<PriceDoubt> doubts(PriceSheet sheet) {
        return sheet.cards().stream()
                .flatMap(card -> PriceDoubts.about(card).stream())
                .toList();
    }

    /** Models not taken. */
    static ReportTable notTaken(PriceSheet sheet) {
        ReportTable.Builder table = ReportTable.titled("Models not taken")
                .columns(
                        Column.text("model", "Model"),
                        Column.text("field", "Field"),
                        Column.text("value", "Value"),
                        Column.text("why", "Why"));
        sheet.notTaken()
                .forEach(fault -> table.row(
                        Cell.of(fault.model()), Cell.of(fault.field()), Cell.of(fault.value()), Cell.of(fault.why())));
        return table.build();
    }

    /** Fields not used, and what was decided. */
    static ReportTable unused(PriceSheet sheet) {
        ReportTable.Builder table = ReportTable.titled("Price fields not used")
                .columns(Column.text("field", "Field"), Column.count("models", "Models"));
        sheet.unused().forEach((field, models) -> table.row(Cell.of(field), Cell.of(models)));
        return table.build();
    }

    /** What waits. */
    static ReportTable waiting(String title, List<Pending> pendings) {
        ReportTable.Builder table = ReportTable.titled(title)
                .columns(
                        Column.text("provider", "Provider"),
                        Column.text("model", "Model"),
                        Column.instant("from", "From"),
                        Column.text("price", "Price"),
                        Column.text("old", "Old"),
                        Column.text("new", "New"),
                        Column.text("factor", "Factor"),
                        Column.text("why", "Why"),
                        Column.text("sheet", "Sheet"),
                        Column.instant("since", "Since"));
        for (Pending pending : pendings) {
            for (Figure figure : pending.figures()) {
                UnitPrice after = figure.after();
                table.row(
                        Cell.of(pending.provider()),
                        Cell.of(pending.model()),
                        Cell.of(figure.effectiveFrom()),
                        Cell.of(figure.place()),
                        Cell.of(price(figure.before())),
                        Cell.of(price(after)),
                        Cell.of(after == null ? "" : PriceDoubts.ratio(after, figure.before())),
                        Cell.of(figure.verdict().words()),
                        Cell.of(pending.sheet()),
                        Cell.of(pending.recordedAt()));
            }
        }
        return table.build();
    }

    private static @Nullable String price(@Nullable UnitPrice price) {
        return price == null ? null : price.toString();
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
