package io.reckoner.jobs.settlement;

import io.reckoner.ingest.decode.BlockReport;
import io.reckoner.ingest.decode.CarriedRange;
import io.reckoner.ingest.decode.LineCounts;
import io.reckoner.ingest.decode.Part;
import io.reckoner.ingest.decode.PartReport;
import io.reckoner.ingest.rows.RowStore;
import io.reckoner.ingest.sameness.Resolution;
import io.reckoner.jobs.suspense.SuspenseTable;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.TokenCount;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a run holds in memory and in spill files between its steps. A run that is started again begins with a
 * new one: everything in it is worked out anew, to the same bytes.
 */
public final class RunWork implements AutoCloseable {
    private final Pinned pinned;
    private final RunInput input;
    private final Symbols symbols;
    private final RowStore store;
    private final @Nullable Resolution[] resolutions;
    private final List<SuspenseTable.Group> suspended = new ArrayList<>();
    private final List<CarriedRange> carried = new ArrayList<>();
    private ControlTotals takenIn = ControlTotals.NONE;

    public RunWork(Pinned pinned, RunInput input, Symbols symbols, RowStore store) {
        this.pinned = pinned;
        this.input = input;
        this.symbols = symbols;
        this.store = store;
        this.resolutions = new Resolution[pinned.run().buckets()];
    }

    public Pinned pinned() {
        return pinned;
    }

    public RunInput input() {
        return input;
    }

    public Symbols symbols() {
        return symbols;
    }

    public RowStore store() {
        return store;
    }

    /** Takes what a block did. Lines that became rows are counted once their sameness is known. */
    synchronized void decoded(BlockReport report) {
        ControlTotals.Sheet sheet = ControlTotals.sheet().add(takenIn);
        for (PartReport part : report.parts()) {
            LineCounts counts = part.counts();
            sheet.add(read(part.part()).total(), counts.lines());
            sheet.add(LineCount.STARTS.total(), counts.starts());
            sheet.add(LineCount.SEALS.total(), counts.seals());
            sheet.add(LineCount.BLANK.total(), counts.blank());
            sheet.add(LineCount.SUSPENDED.total(), counts.suspended());
            sheet.add(LineCount.CARRIED_OUT.total(), counts.carriedOut());
            for (Component component : Component.values()) {
                sheet.add(
                        TokenCount.READ.total(component),
                        new BigDecimal(part.units().get(component.ordinal())));
            }
        }
        takenIn = sheet.totals();
        report.suspended()
                .forEach(lines -> suspended.add(new SuspenseTable.Group(
                        input.segments().get(lines.source()).number(),
                        lines.reason(),
                        lines.detail(),
                        lines.lines(),
                        lines.tokens())));
        carried.addAll(report.carried());
    }

    private static LineCount read(Part part) {
        return switch (part) {
            case Part.Whole whole -> LineCount.READ;
            case Part.Carried carried -> LineCount.CARRIED_IN;
            case Part.Retried retried -> LineCount.RETRIED;
        };
    }

    /** Takes what sameness said of a bucket's rows. */
    synchronized void resolved(
            int bucket, Resolution resolution, ControlTotals totals, List<SuspenseTable.Group> setAside) {
        resolutions[bucket] = resolution;
        takenIn = takenIn.plus(totals);
        suspended.addAll(setAside);
    }

    Resolution resolution(int bucket) {
        Resolution resolution = resolutions[bucket];
        if (resolution == null) {
            throw new IllegalStateException("bucket " + bucket + " is settled before its sameness is resolved");
        }
        return resolution;
    }

    /** Totals of taking in: complete once every bucket is resolved. */
    public synchronized ControlTotals takenIn() {
        return takenIn;
    }

    /** Everything set aside, grouped by segment, reason and detail. */
    synchronized List<SuspenseTable.Group> suspended() {
        return SuspenseTable.Group.merged(suspended);
    }

    /** What is left to the next run. */
    synchronized List<CarriedRange> carried() {
        return List.copyOf(carried);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
