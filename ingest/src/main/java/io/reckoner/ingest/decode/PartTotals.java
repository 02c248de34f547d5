package io.reckoner.ingest.decode;

import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.kernel.control.ExactSum;
import io.reckoner.kernel.suspense.Verdict;
import io.reckoner.kernel.usage.Component;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of the lines of one part, counted while it is read. */
final class PartTotals {
    private final ExactSum[] units = ExactSum.zeros(Component.COUNT);
    private final SuspenseGroups suspended = new SuspenseGroups();

    private long lines;
    private long events;
    private long lostStarts;
    private long starts;
    private long seals;
    private long blank;
    private long setAside;
    private long carried;

    private long firstTs = Long.MAX_VALUE;
    private long lastTs = Long.MIN_VALUE;
    private long firstCarried = Long.MAX_VALUE;
    private long firstCarriedOffset;
    private long lastCarried;

    /** A line counts; one of the other methods says as what. */
    void line() {
        lines++;
    }

    void start() {
        starts++;
    }

    void seal() {
        seals++;
    }

    void blank() {
        blank++;
    }

    void suspended(Verdict verdict, long line, long offset, long tokens) {
        setAside++;
        suspended.add(verdict, line, offset, tokens);
    }

    void carried(long line, long offset) {
        carried++;
        if (line < firstCarried) {
            firstCarried = line;
            firstCarriedOffset = offset;
        }
        lastCarried = Math.max(lastCarried, line);
    }

    /** The event was handed on as a row. */
    void row(DecodedEvent event) {
        if (event.lostStart) {
            lostStarts++;
        } else {
            events++;
        }
        firstTs = Math.min(firstTs, event.ts);
        lastTs = Math.max(lastTs, event.ts);
        for (int rest = event.present; rest != 0; rest &= rest - 1) {
            int component = Integer.numberOfTrailingZeros(rest);
            units[component].add(event.counts[component]);
        }
    }

    long lines() {
        return lines;
    }

    PartReport report(Part part) {
        LineCounts counts = new LineCounts(lines, events, lostStarts, starts, seals, blank, setAside, carried);
        if (!counts.balance()) {
            throw new IllegalStateException(part.source().name() + ": lines without a class: " + counts);
        }
        boolean any = lastTs != Long.MIN_VALUE;
        return new PartReport(
                part,
                counts,
                Arrays.stream(units).map(ExactSum::value).toList(),
                any ? Rfc3339.instant(firstTs) : null,
                any ? Rfc3339.instant(lastTs) : null);
    }

    List<SuspendedLines> suspended(int source) {
        return suspended.of(source);
    }

    @Nullable
    CarriedRange carried(String segment, long futureFromMicros, int maxLineBytes) {
        return carried == 0
                ? null
                : new CarriedRange(
                        segment,
                        firstCarried,
                        firstCarriedOffset,
                        lastCarried,
                        carried,
                        futureFromMicros,
                        maxLineBytes);
    }
}
