package io.reckoner.ingest.line;

import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.JsonFault;
import io.reckoner.ingest.json.NameTable;
import java.util.List;

/** Finds the time of an event or start, and nothing else. For one thread. */
public final class LineTime {
    private static final NameTable LINE = new NameTable(List.of("ts", "start"));
    private static final NameTable START = new NameTable(List.of("ts"));
    private static final int TS = 0;

    private final JsonCursor cursor = new JsonCursor();
    private long time;

    /** The time in microseconds, or {@code Long.MIN_VALUE} where none can be read. */
    public long read(byte[] buf, int start, int length) {
        time = Long.MIN_VALUE;
        try {
            cursor.over(buf, start, start + length);
            if (cursor.peek() != '{') {
                return Long.MIN_VALUE;
            }
            object(LINE);
            cursor.finish();
        } catch (JsonFault fault) {
            return Long.MIN_VALUE;
        }
        return Rfc3339.isFault(time) ? Long.MIN_VALUE : time;
    }

    private void object(NameTable names) {
        int object = cursor.beginObject();
        int name;
        while ((name = cursor.nextMember(object, names)) != JsonCursor.END) {
            int next = cursor.peek();
            if (name == TS && next == '"') {
                cursor.string();
                time = Rfc3339.parse(cursor.text(), cursor.textStart(), cursor.textLength());
            } else if (name > TS && next == '{' && time == Long.MIN_VALUE) {
                object(START);
            } else {
                cursor.value();
            }
        }
    }
}
