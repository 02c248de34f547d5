package io.reckoner.jobs.suspense;

import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.period.Micros;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines in open suspense by what they say of themselves.
 *
 * @param unplaced lines that name no readable time, or no account that is known: they may be anybody's
 */
record OpenLines(Map<Owner, long[]> microsByOwner, long unplaced) {
    /** Whose line it is; of a key that is not known it may be of either kind. */
    record Owner(String account, @Nullable KeyKind kind) {
        /** A pay-as-you-go key draws on the Wallet alone; one of a subscription may draw on any pool. */
        boolean mayDrawOn(Pool pool) {
            return kind != KeyKind.PAYG || pool == Pool.WALLET;
        }
    }

    /** How many lines may concern a lot: they lie in its time, and their key may draw on its pool. */
    long concerning(LapsedLotView.LapsedLot lot) {
        long from = Micros.of(lot.effectiveAt());
        long to = Micros.of(lot.expiresAt());
        return microsByOwner.entrySet().stream()
                .filter(lines -> lines.getKey().account().equals(lot.account()))
                .filter(lines -> lines.getKey().mayDrawOn(lot.pool()))
                .flatMapToLong(lines -> Arrays.stream(lines.getValue()))
                .filter(time -> time >= from && time < to)
                .count();
    }
}
