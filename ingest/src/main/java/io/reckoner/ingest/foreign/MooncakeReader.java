package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.foreign.ForeignMapping.CacheAssumption;
import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.JsonFault;
import io.reckoner.ingest.json.NameTable;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Mooncake's traces: milliseconds from the stated start, lengths in tokens, one id for each leading block of 512. */
final class MooncakeReader implements ForeignRows.Reader {
    private static final int BLOCK_TOKENS = 512;
    private static final NameTable NAMES =
            new NameTable(List.of("timestamp", "input_length", "output_length", "hash_ids"));
    private static final int TIMESTAMP = 0;
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int BLOCKS = 3;

    private final EventLines events;
    private final Instant start;
    private final CacheAssumption cache;
    private final JsonCursor cursor = new JsonCursor();

    /** Content hashes of the ids seen: an id is a number of any size, told apart by its value alone. */
    private final Set<Long> seenBlocks = new HashSet<>();

    private final long[] numbers = new long[BLOCKS];
    private long knownBlocks;

    MooncakeReader(EventLines events, ForeignMapping mapping) {
        this.events = events;
        start = mapping.start();
        cache = mapping.cache();
    }

    @Override
    public ForeignRows.Row next(byte[] buf, int from, int length) {
        try {
            cursor.over(buf, from, from + length);
            if (cursor.peek() < 0) {
                return new ForeignRows.Row.Heading();
            }
            take();
            cursor.finish();
        } catch (JsonFault fault) {
            return EventLines.bad(SuspenseReason.NOT_JSON, fault.sentence());
        }
        if (cursor.hasRepeated()) {
            return EventLines.bad(SuspenseReason.DUPLICATE_JSON_KEY, "a name occurs twice in its object");
        }
        if (numbers[TIMESTAMP] < 0 || numbers[INPUT] < 0 || numbers[OUTPUT] < 0) {
            return EventLines.bad(
                    SuspenseReason.FIELD,
                    "timestamp, input_length and output_length must be there, as whole numbers up to 1e12");
        }
        long cached = cache == CacheAssumption.NONE ? 0 : Math.min(numbers[INPUT], knownBlocks * BLOCK_TOKENS);
        return events.event(
                buf,
                from,
                length,
                start.plusMillis(numbers[TIMESTAMP]),
                Long.toString(numbers[INPUT] - cached),
                Long.toString(cached),
                Long.toString(numbers[OUTPUT]));
    }

    private void take() {
        Arrays.fill(numbers, -1);
        knownBlocks = 0;
        int object = cursor.beginObject();
        int name;
        while ((name = cursor.nextMember(object, NAMES)) != JsonCursor.END) {
            cursor.note(object);
            int next = cursor.peek();
            if (name >= 0 && name < BLOCKS && next >= '0' && next <= '9') {
                cursor.number();
                numbers[name] = cursor.numeral().scaled(0, Component.MOST);
            } else if (name == BLOCKS && next == '[') {
                blocks();
            } else {
                cursor.value();
            }
        }
    }

    /** Counts leading blocks seen before; those behind the first unknown one were not read from the cache. */
    private void blocks() {
        boolean leading = true;
        cursor.beginArray();
        while (cursor.nextElement()) {
            int next = cursor.peek();
            if (next < '0' || next > '9') {
                cursor.value();
                continue;
            }
            boolean known = !seenBlocks.add(cursor.number());
            leading &= known;
            knownBlocks += leading ? 1 : 0;
        }
    }
}
