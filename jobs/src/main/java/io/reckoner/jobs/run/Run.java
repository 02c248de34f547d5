package io.reckoner.jobs.run;

import io.reckoner.kernel.period.Horizon;
import io.reckoner.kernel.settlement.Landing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * One settlement run and all it is pinned to. Everything with instant {@code < watermark} is settled once it is
 * committed; an event with {@code ts < previousWatermark} is late.
 *
 * @param id numbered from 1
 * @param businessDate with watermark and revision its identity to Spring Batch
 * @param revision tells apart runs of the same date and watermark
 * @param horizon events before it are too old; empty in runs of earlier versions
 * @param directoryAsOf accounts and keys recorded up to here are known to it
 */
public record Run(
        int id,
        LocalDate businessDate,
        int revision,
        Instant previousWatermark,
        Instant watermark,
        Optional<Horizon> horizon,
        int priceBookVersion,
        Instant directoryAsOf,
        int buckets,
        State state,
        String failure) {

    /** Previous watermark of the first run: before every event, and before all that lands. */
    public static final Instant BEGINNING = Landing.BEGINNING;

    /** Where a run is in its life. Only what a committed run wrote is visible. */
    public enum State {
        OPEN,
        COMMITTED,
        FAILED;

        /** The word in the database. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a run was refused for. */
    public enum RefusedFor {
        /** It would have set too much aside. */
        SUSPENSE("suspense"),
        /** It does not add up, or what it was given has changed under it. */
        OTHER("");

        private final String code;

        RefusedFor(String code) {
            this.code = code;
        }

        /** The word in the database. */
        String code() {
            return code;
        }
    }

    public Run {
        if (watermark.isBefore(previousWatermark)) {
            throw new IllegalArgumentException(
                    "the watermark never goes back: " + watermark + " is before " + previousWatermark);
        }
    }

    /** The pinned horizon; for a run of an earlier version its watermark less the look-back. */
    public Horizon horizonOr(Duration lookBack) {
        return horizon.orElseGet(() -> Horizon.of(watermark, lookBack, Optional.empty()));
    }

    /** The command that shows line by line what this run set aside, or would have. */
    public String suspenseListing() {
        return suspenseListing(id);
    }

    /** The same for the run of a number. */
    public static String suspenseListing(int id) {
        return "reckon suspense list --run " + id + " --by item";
    }

    /** {@code run 12 of 2026-03-01 (watermark 2026-03-02T00:00:00Z)}. */
    @Override
    public String toString() {
        return "run " + id + " of " + businessDate + " (watermark " + watermark + ")";
    }
}
