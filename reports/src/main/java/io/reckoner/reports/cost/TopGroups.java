package io.reckoner.reports.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.PriorityQueue;

/**
 * Keeps the first groups of an order and sums up the rest, so that a report of ten rows over a million groups holds ten.
 */
final class TopGroups {
    private final Comparator<CostGroup> order;
    private final OptionalInt limit;
    private final PriorityQueue<CostGroup> kept;
    private CostSums total = CostSums.NONE;
    private CostSums others = CostSums.NONE;
    private long otherGroups;

    TopGroups(Comparator<CostGroup> order, OptionalInt limit) {
        this.order = order;
        this.limit = limit;
        this.kept = new PriorityQueue<>(order.reversed());
    }

    void add(CostGroup group) {
        total = total.plus(group.sums());
        kept.add(group);
        if (limit.isPresent() && kept.size() > limit.getAsInt()) {
            others = others.plus(kept.remove().sums());
            otherGroups++;
        }
    }

    /** The kept groups in order. */
    List<CostGroup> groups() {
        List<CostGroup> sorted = new ArrayList<>(kept);
        sorted.sort(order);
        return sorted;
    }

    CostSums total() {
        return total;
    }

    /** What is beyond the limit. */
    CostSums others() {
        return others;
    }

    long otherGroups() {
        return otherGroups;
    }
}
