package io.reckoner.reports.event;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One usage event as its fact tells it.
 *
 * @param provider null where a lost request never named one
 * @param shortfall the part of the charge that is the customer's debt
 * @param overRun the part of the charge that is the operator's loss
 * @param source file and line it was read from, as {@code usage-p1-000000000001.jsonl:7}
 */
record ListedEvent(
        String id,
        Instant at,
        String account,
        String key,
        @Nullable String provider,
        String model,
        String outcome,
        BigDecimal charge,
        BigDecimal shortfall,
        BigDecimal overRun,
        boolean late,
        String source,
        long run) {}
