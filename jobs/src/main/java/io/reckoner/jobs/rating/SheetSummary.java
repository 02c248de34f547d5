package io.reckoner.jobs.rating;

import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.kernel.rating.CostChange;
import io.reckoner.kernel.rating.CostChange.Kind;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import io.reckoner.kernel.rating.PriceDoubt;
import io.reckoner.kernel.rating.SheetUpdate;
import io.reckoner.reports.table.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A sheet and what it changes, in a few sentences. */
final class SheetSummary {
    private SheetSummary() {}

    static List<String> of(PriceSheet sheet, SheetUpdate update) {
        List<String> lines = new ArrayList<>();
        Set<String> refused =
                sheet.notTaken().stream().map(PriceSheet.Fault::model).collect(Collectors.toSet());
        long cards = sheet.cards().stream()
                .map(card -> new ModelKey(card.provider(), card.model()))
                .distinct()
                .count();
        long taken = sheet.models() - refused.size();
        lines.add(text(
                "%s in the sheet: %d taken%s, %d not taken (price diff --show refused).",
                Counted.of(sheet.models(), "model"),
                taken,
                cards == taken ? "" : " (" + cards + " in our names)",
                refused.size()));
        lines.add(text(
                "Prices: %d of new models, %d new, %d changed, %d gone; of these %d pass and %d of %s"
                        + " (price diff --show waiting).",
                count(update, change -> change.kind() == Kind.NEW_MODEL),
                count(update, change -> change.kind() == Kind.NEW),
                count(update, change -> change.kind() == Kind.CHANGED),
                count(update, change -> change.kind() == Kind.GONE),
                count(update, change -> !change.waits()),
                count(update, CostChange::waits),
                Counted.of(
                        update.changes().stream()
                                .filter(CostChange::waits)
                                .map(change -> new ModelKey(change.provider(), change.model()))
                                .distinct()
                                .count(),
                        "model waits",
                        "models wait")));
        List<PriceDoubt> doubts = SheetTables.doubts(sheet);
        if (!doubts.isEmpty()) {
            lines.add(text(
                    "%s wrong, %d of them so much as to wait where new (price diff --show doubts).",
                    Counted.of(doubts.size(), "price looks", "prices look"),
                    doubts.stream()
                            .filter(doubt -> doubt.rule().weight() == PriceDoubt.Weight.HOLDS)
                            .count()));
        }
        int gone = GoneModels.of(sheet, update).size();
        if (gone > 0) {
            lines.add(Counted.of(
                            gone,
                            "model of the book is not in the sheet and stays as it is",
                            "models of the book are not in the sheet and stay as they are")
                    + " (price diff --show gone).");
        }
        sheet.notes().forEach(note -> lines.add(note + "."));
        update.notes().forEach(note -> lines.add(note + "."));
        return lines;
    }

    private static long count(SheetUpdate update, Predicate<CostChange> which) {
        return update.changes().stream().filter(which).count();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
