package io.reckoner.ingest.rows;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The buffers of one writer, lent to one after another: growing them anew for each block costs a third of the time. */
final class WriterMemory {
    private final @Nullable RowBuffer[] buffers;
    private final long previousWatermark;
    private final SortedOrder order = new SortedOrder();
    private byte[] staging = new byte[0];
    private int[] places = new int[0];

    WriterMemory(int buckets, long previousWatermark) {
        this.buffers = new RowBuffer[buckets];
        this.previousWatermark = previousWatermark;
    }

    RowBuffer buffer(int bucket) {
        RowBuffer buffer = buffers[bucket];
        if (buffer == null) {
            buffer = new RowBuffer(previousWatermark);
            buffers[bucket] = buffer;
        }
        return buffer;
    }

    /** Sorts what was collected, keeps it in the store and empties the buffers. */
    SortedRun sorted(RowStore store) throws IOException {
        SortedRun run = new SortedRun(buffers.length);
        for (int bucket = 0; bucket < buffers.length; bucket++) {
            RowBuffer buffer = buffers[bucket];
            if (buffer != null && buffer.rows() > 0) {
                sort(buffer, bucket, run, store);
                buffer.clear();
            }
        }
        return run;
    }

    private void sort(RowBuffer buffer, int bucket, SortedRun run, RowStore store) throws IOException {
        int count = buffer.rows();
        int claimBytes = Math.multiplyExact(count, RowLayout.CLAIM_BYTES);
        int room = Math.max(claimBytes, buffer.rowBytes());
        if (staging.length < room) {
            staging = new byte[Math.max(room, (int) Math.min(staging.length * 2L, Integer.MAX_VALUE - 8))];
        }
        if (places.length < count) {
            places = new int[Math.max(count, places.length * 2)];
        }
        buffer.sortRows(order);
        buffer.copyRows(order, staging);
        buffer.places(order, places);
        Section sortedRows = store.keep(staging, buffer.rowBytes());
        buffer.sortClaims(order);
        buffer.copyClaims(order, places, staging);
        run.put(bucket, count, sortedRows, store.keep(staging, claimBytes));
    }
}
