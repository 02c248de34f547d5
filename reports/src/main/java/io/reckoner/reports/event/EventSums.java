package io.reckoner.reports.event;

import java.math.BigDecimal;

/** Exact sums over some events. */
record EventSums(long events, BigDecimal charge, BigDecimal shortfall, BigDecimal overRun) {
    /** What is left without these events, which are among those summed. */
    EventSums without(Iterable<ListedEvent> some) {
        EventSums left = this;
        for (ListedEvent event : some) {
            left = new EventSums(
                    left.events - 1,
                    left.charge.subtract(event.charge()),
                    left.shortfall.subtract(event.shortfall()),
                    left.overRun.subtract(event.overRun()));
        }
        return left;
    }
}
