package io.reckoner.ingest.decode;

import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.suspense.Verdict;
import org.jspecify.annotations.Nullable;

/** Says whether an event can be priced. Used by one thread. */
@FunctionalInterface
public interface PriceJudge {
    /** Null when it can; else {@code NO_PRICE}, {@code NO_COMPONENT_PRICE} or {@code OVERFLOW}. */
    @Nullable
    Verdict judge(DecodedEvent event);
}
