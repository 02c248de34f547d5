package io.reckoner.reports.cost;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.RowOrder;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The order of groups. Groups without the value come last either way; equal ones follow their keys. */
final class GroupOrder {
    private GroupOrder() {}

    static Comparator<CostGroup> of(CostRequest request) {
        RowOrder wanted = request.order();
        if (wanted != null) {
            return byColumn(request, wanted).thenComparing(byKeys(request, 0));
        }
        boolean overTime = request.by().stream().anyMatch(d -> d instanceof Dimension.Field field && field.isTime());
        Comparator<CostGroup> byCharge = Comparator.comparing(
                        (CostGroup group) -> group.sums().get(CostSum.CHARGE))
                .reversed();
        return overTime ? byKeys(request, 0) : byCharge.thenComparing(byKeys(request, 0));
    }

    private static Comparator<CostGroup> byColumn(CostRequest request, RowOrder wanted) {
        for (int i = 0; i < request.by().size(); i++) {
            if (request.by().get(i).code().equals(wanted.column())) {
                return byKey(i, wanted.direction());
            }
        }
        for (CostMetric metric : CostMetric.ALL) {
            if (metric.column().name().equals(wanted.column())) {
                return byMetric(metric, wanted.direction());
            }
        }
        throw new IllegalStateException(wanted.column() + " was looked for before");
    }

    /** @throws IllegalArgumentException where a report by these dimensions has no such column */
    static void requireColumn(List<Dimension> by, String column) {
        List<String> known = Stream.concat(
                        by.stream().map(Dimension::code),
                        CostMetric.ALL.stream().map(metric -> metric.column().name()))
                .toList();
        if (!known.contains(column)) {
            throw new IllegalArgumentException(
                    "cannot sort by \"" + column + "\"; the columns are " + String.join(", ", known));
        }
    }

    private static Comparator<CostGroup> byMetric(CostMetric metric, RowOrder.Direction direction) {
        if (metric == CostMetric.UNIT) {
            return Comparator.comparing(group -> textOf(metric, group), last(direction));
        }
        // A share of the total orders as the charge itself does, before the total is known.
        CostMetric ordering = metric == CostMetric.SHARE ? CostMetric.CHARGE : metric;
        return Comparator.comparing(group -> numberOf(ordering, group), last(direction));
    }

    private static @Nullable BigDecimal numberOf(CostMetric metric, CostGroup group) {
        return metric.of(group.sums(), CostSums.NONE) instanceof Cell.Number number ? number.value() : null;
    }

    private static @Nullable String textOf(CostMetric metric, CostGroup group) {
        return metric.of(group.sums(), CostSums.NONE) instanceof Cell.Text text ? text.value() : null;
    }

    private static <T extends Comparable<? super T>> Comparator<@Nullable T> last(RowOrder.Direction direction) {
        Comparator<T> rising = Comparator.naturalOrder();
        return Comparator.nullsLast(
                switch (direction) {
                    case ASCENDING -> rising;
                    case DESCENDING -> rising.reversed();
                });
    }

    private static Comparator<CostGroup> byKeys(CostRequest request, int from) {
        Comparator<CostGroup> order = (unusedLeft, unusedRight) -> 0;
        for (int i = from; i < request.by().size(); i++) {
            order = order.thenComparing(byKey(i, RowOrder.Direction.ASCENDING));
        }
        return order;
    }

    private static Comparator<CostGroup> byKey(int index, RowOrder.Direction direction) {
        return (a, b) -> compareKeys(a.keys(), b.keys(), index, direction);
    }

    private static int compareKeys(
            List<@Nullable Object> a, List<@Nullable Object> b, int index, RowOrder.Direction direction) {
        Object left = a.get(index);
        Object right = b.get(index);
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        int rising = left instanceof Long number && right instanceof Long other
                ? number.compareTo(other)
                : left.toString().compareTo(right.toString());
        return switch (direction) {
            case ASCENDING -> rising;
            case DESCENDING -> -rising;
        };
    }
}
