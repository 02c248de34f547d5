package io.reckoner.jobs.facts;

import io.reckoner.kernel.settlement.DrawBlock;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the facts of one bucket and run: one file for each UTC day of the events' own time, late events included.
 *
 * <p>Rows wait in columns until their day has a full row group. All open days together hold at most
 * {@link FactFiles#bufferedRows} rows; at that bound the day with the most rows (of several the earliest) writes a
 * smaller row group. Where row groups end depends on the sequence of rows alone: the same rows give the same bytes,
 * however they were cut into blocks.
 *
 * <p>Use it as {@code try (FactWriter writer = …) { writer.append(…); files = writer.finish(); }}. One thread at a time.
 */
public final class FactWriter implements AutoCloseable {
    private static final long DAY_MICROS = 86_400_000_000L;

    /** Ids and tags of one row group at most; together with {@link FactFiles#bufferedRows} it bounds the memory. */
    private static final long TEXT_BYTES = 1 << 26;

    private final FactFiles files;
    private final FactContext context;
    private final TreeMap<Long, DayRows> days = new TreeMap<>();
    private final BlockView.Arrays arrays = new BlockView.Arrays();
    private final RowGroupWriter writer;
    private int heldRows;
    private long heldTextBytes;
    private boolean finished;

    public FactWriter(FactFiles files, FactContext context) {
        this.files = files;
        this.context = context;
        this.writer = new RowGroupWriter(files.zstdLevel());
    }

    /**
     * Adds rows {@code from .. to-1}, which follow all earlier ones in (account, settled at, id) order.
     *
     * @throws ArithmeticException when an amount does not fit into its column; the sentence names event and column
     */
    public void append(EventBlock events, ChargeBlock charges, DrawBlock draws, int from, int to) throws IOException {
        if (finished) {
            throw new IllegalStateException("the files are finished");
        }
        int row = from;
        while (row < to) {
            int end = select(events, row, to);
            BlockView block = new BlockView(events, charges, draws, context, row, end, arrays);
            take(block);
            flushFull();
            row = end;
        }
    }

    /** Makes all files durable under their final names, in order of days. Nothing can be added afterwards. */
    public List<FactFile> finish() throws IOException {
        finished = true;
        List<FactDay.Finished> complete = new ArrayList<>();
        for (DayRows day : days.values()) {
            complete.add(day.file.finish());
        }
        List<FactFile> published = new ArrayList<>();
        for (FactDay.Finished file : complete) {
            published.add(file.publish());
        }
        return List.copyOf(published);
    }

    /** Drops what is not {@link #finish finished}: nothing of it stays on disk. */
    @Override
    public void close() {
        days.values().forEach(day -> day.file.close());
        writer.close();
    }

    /** Selects rows for their days, up to the first that fills a row group or the buffers; where it stopped. */
    private int select(EventBlock events, int from, int to) throws IOException {
        DayRows current = null;
        long currentDay = 0;
        for (int row = from; row < to; row++) {
            long day = Math.floorDiv(events.ts[row], DAY_MICROS);
            if (current == null || day != currentDay) {
                current = open(day);
                currentDay = day;
            }
            int textBytes = events.tagsEnd[row] - events.idStart(row);
            current.selected[current.count++] = row;
            current.textBytes += textBytes;
            heldTextBytes += textBytes;
            heldRows++;
            if (isFull(current) || isOverfull()) {
                return row + 1;
            }
        }
        return to;
    }

    private void take(BlockView block) {
        List<Fill> fills = FactSchema.fills();
        for (int column = 0; column < fills.size(); column++) {
            Fill.Values values = fills.get(column).in(block);
            for (DayRows day : days.values()) {
                if (day.count > 0) {
                    values.addTo(day, column);
                }
            }
        }
        days.values().forEach(day -> day.count = 0);
    }

    private void flushFull() throws IOException {
        for (DayRows day : days.values()) {
            if (isFull(day)) {
                flush(day);
            }
        }
        if (isOverfull()) {
            flush(days.values().stream()
                    .max(Comparator.comparingInt(DayRows::rows).thenComparing(DayRows::day, Comparator.reverseOrder()))
                    .orElseThrow());
        }
    }

    private boolean isFull(DayRows day) {
        return day.rows() >= files.rowGroupRows() || day.textBytes >= TEXT_BYTES;
    }

    private boolean isOverfull() {
        return heldRows >= files.bufferedRows() || heldTextBytes >= 4 * TEXT_BYTES;
    }

    private void flush(DayRows day) throws IOException {
        heldRows -= day.rows();
        heldTextBytes -= day.textBytes;
        day.flush();
        // Columns keep the room they once needed. With many days open that would add up.
        if ((long) days.size() * files.rowGroupRows() > files.bufferedRows()) {
            day.forgetCapacity();
        }
    }

    private DayRows open(long epochDay) throws IOException {
        @Nullable DayRows known = days.get(epochDay);
        if (known != null) {
            return known;
        }
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        String name = String.format(
                Locale.ROOT, "run-%06d-b%02d-%s-%s.parquet", context.run(), context.bucket(), day, context.inputHash());
        DayRows opened = new DayRows(
                new FactDay(files, day, context.bucket(), name, List.of("account", "settled_at", "event_id"), writer));
        days.put(epochDay, opened);
        return opened;
    }
}
