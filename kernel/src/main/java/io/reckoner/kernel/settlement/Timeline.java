package io.reckoner.kernel.settlement;

import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.period.Micros;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The items of one account in the order in which they act, and how far that has come. */
final class Timeline {
    static final long NONE = Long.MAX_VALUE;

    private static final Comparator<TimelineItem> ORDER = Comparator.comparing(TimelineItem::actsAt)
            .thenComparingInt(Timeline::rank)
            .thenComparing(TimelineItem::id, Directory.ID_ORDER);

    private final List<TimelineItem> items = new ArrayList<>();
    private final List<TimelineItem.Debit> debits = new ArrayList<>();
    private int nextItem;
    private int nextDebit;

    /**
     * Items of a run.
     *
     * @throws IllegalArgumentException for an item behind the previous watermark, or one that occurs twice
     */
    Timeline(AccountState opening, List<TimelineItem> all, SettlementTerms terms) {
        Set<Object> seen = new HashSet<>();
        for (TimelineItem item : all) {
            if (item.actsAt().isBefore(terms.previousWatermark())) {
                throw new IllegalArgumentException(name(item) + " of account " + opening.account() + " would act at "
                        + item.actsAt() + ", behind the settlement up to " + terms.previousWatermark()
                        + "; let it act at that watermark or later");
            }
            if (!seen.add(List.of(item.getClass(), item.id()))) {
                throw new IllegalArgumentException(name(item) + " of account " + opening.account() + " occurs twice");
            }
            if (!item.actsAt().isBefore(terms.watermark())) {
                continue;
            }
            if (item instanceof TimelineItem.Debit debit) {
                debits.add(debit);
            } else {
                items.add(item);
            }
        }
        items.sort(ORDER);
        debits.sort(ORDER);
        refuseEndsAtTheStart(opening.account());
    }

    /** Ends come before starts: the end of a cycle at the instant of its own start would be lost. */
    private void refuseEndsAtTheStart(String account) {
        Set<Object> starts = new HashSet<>();
        for (TimelineItem item : items) {
            if (item instanceof TimelineItem.CycleStart start) {
                starts.add(List.of(start.id(), start.actsAt()));
            }
        }
        for (TimelineItem item : items) {
            String cycle =
                    switch (item) {
                        case TimelineItem.CycleEnd end -> end.cycle();
                        case TimelineItem.CycleSwitch change -> change.cycle();
                        case TimelineItem.CycleStart ignored -> "";
                        case TimelineItem.Grant ignored -> "";
                        case TimelineItem.UsageVoid ignored -> "";
                        case TimelineItem.DebtGivenUp ignored -> "";
                        case TimelineItem.BeyondPlanSet ignored -> "";
                        case TimelineItem.Debit ignored -> "";
                    };
            if (starts.contains(List.of(cycle, item.actsAt()))) {
                throw new IllegalArgumentException(name(item) + " of account " + account + " would act at "
                        + item.actsAt() + ", just as its cycle opens; let it act a microsecond later");
            }
        }
    }

    /** Cycle ends come first; all else of an instant lands together; then debts are given up, as voids left them. */
    private static int rank(TimelineItem item) {
        return switch (item) {
            case TimelineItem.CycleEnd end -> 0;
            case TimelineItem.CycleSwitch change -> 0;
            case TimelineItem.Grant grant -> 1;
            case TimelineItem.CycleStart start -> 1;
            case TimelineItem.UsageVoid voided -> 1;
            case TimelineItem.BeyondPlanSet set -> 1;
            case TimelineItem.DebtGivenUp given -> 2;
            case TimelineItem.Debit debit -> 3;
        };
    }

    private static String name(TimelineItem item) {
        String kind =
                switch (item) {
                    case TimelineItem.CycleEnd end -> "end of cycle";
                    case TimelineItem.CycleSwitch change -> "switch";
                    case TimelineItem.Grant grant -> "lot";
                    case TimelineItem.CycleStart start -> "cycle";
                    case TimelineItem.UsageVoid voided -> "void";
                    case TimelineItem.DebtGivenUp given -> given.kind().code();
                    case TimelineItem.BeyondPlanSet set -> "switch beyond the plan";
                    case TimelineItem.Debit debit -> debit.kind().code();
                };
        return kind + " " + item.id();
    }

    /** When the next item other than a debit acts. */
    long nextItemAt() {
        return nextItem == items.size() ? NONE : Micros.of(items.get(nextItem).actsAt());
    }

    long nextDebitAt() {
        return nextDebit == debits.size()
                ? NONE
                : Micros.of(debits.get(nextDebit).actsAt());
    }

    TimelineItem takeItem() {
        return items.get(nextItem++);
    }

    TimelineItem.Debit takeDebit() {
        return debits.get(nextDebit++);
    }

    /** The id of the next debit, as the bytes by which it takes its place among events. */
    byte[] nextDebitId() {
        return debits.get(nextDebit).id().getBytes(StandardCharsets.UTF_8);
    }
}
