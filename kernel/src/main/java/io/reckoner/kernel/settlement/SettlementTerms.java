package io.reckoner.kernel.settlement;

import io.reckoner.kernel.plan.PlanCatalogue;
import java.time.Instant;

/**
 * What a settlement run is given: it settles everything from the previous watermark, inclusive, to its own, exclusive.
 *
 * <p>Where the watermark stays, only late events settle, at the watermark itself; what else acts at that instant waits for
 * the run that moves it.
 *
 * @param previousWatermark everything before it is settled
 * @param watermark everything before it is known; what happens from here on waits
 * @param plans the pinned plan versions
 */
public record SettlementTerms(Instant previousWatermark, Instant watermark, PlanCatalogue plans) {
    public SettlementTerms {
        if (watermark.isBefore(previousWatermark)) {
            throw new IllegalArgumentException(
                    "the watermark never goes back: " + watermark + " lies before " + previousWatermark);
        }
    }
}
