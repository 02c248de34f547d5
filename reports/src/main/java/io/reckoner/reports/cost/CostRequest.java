package io.reckoner.reports.cost;

import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.table.RowOrder;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A question for {@link CostReport}.
 *
 * @param by what to group by, outermost first; empty gives one row
 * @param order null: times rise; without a time the largest charge comes first
 * @param limit most rows; what is beyond is summed in one row "others"
 * @param metrics figures to show, in order
 */
public record CostRequest(
        List<Dimension> by,
        CostRange range,
        CostFilter filter,
        KeyKinds keyKinds,
        @Nullable RowOrder order,
        OptionalInt limit,
        List<CostMetric> metrics) {

    public CostRequest {
        by = List.copyOf(by);
        metrics = List.copyOf(metrics);
        if (new HashSet<>(by).size() != by.size()) {
            throw new IllegalArgumentException("the same grouping is asked for twice");
        }
        if (order != null) {
            GroupOrder.requireColumn(by, order.column());
        }
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit.getAsInt());
        }
    }

    /** All pay-as-you-go usage of the range in the usual figures. */
    public static CostRequest of(CostRange range, List<Dimension> by) {
        return new CostRequest(by, range, CostFilter.NONE, KeyKinds.PAYG, null, OptionalInt.empty(), CostMetric.USUAL);
    }

    /** The facts it concerns. */
    public FactScope scope() {
        return new FactScope(range.from(), range.to(), filter.accounts());
    }
}
