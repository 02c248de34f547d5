package io.reckoner.ingest.decode;

import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.EventBlock;
import org.jspecify.annotations.Nullable;

/** Says whether an event can be priced. Called by one thread at a time for each instance. */
public interface PriceJudge {
    /**
     * Null when the event in this row can be priced; else {@code NO_PRICE}, {@code NO_COMPONENT_PRICE} or {@code
     * OVERFLOW}. Texts, source and line of the row are not filled.
     */
    @Nullable
    SuspenseReason judge(EventBlock block, int row);
}
