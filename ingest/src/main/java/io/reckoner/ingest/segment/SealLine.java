package io.reckoner.ingest.segment;

import io.reckoner.ingest.json.JsonCursor;
import io.reckoner.ingest.json.JsonFault;
import io.reckoner.ingest.json.NameTable;
import io.reckoner.ingest.line.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A seal as the line {@code {"seal":{…}}}. */
final class SealLine {
    /** A longer line is no seal. */
    static final int MAX_BYTES = 4096;

    /** What a line says. */
    sealed interface Reading {
        record Sealed(Seal seal) implements Reading {}

        /** It is a seal, but a wrong one. */
        record Wrong(String sentence) implements Reading {}

        record NoSeal() implements Reading {}
    }

    private static final List<String> FIELDS =
            List.of("v", "proxy", "seq", "lines", "bytes", "sha256", "first_ts", "last_ts", "through", "recovered");
    private static final NameTable NAMES = new NameTable(FIELDS);
    private static final NameTable OUTER = new NameTable(List.of("seal"));
    private static final int V = 0;
    private static final int PROXY = 1;
    private static final int SEQ = 2;
    private static final int LINES = 3;
    private static final int BYTES = 4;
    private static final int SHA256 = 5;
    private static final int FIRST_TS = 6;
    private static final int LAST_TS = 7;
    private static final int THROUGH = 8;
    private static final int RECOVERED = 9;

    private final JsonCursor cursor = new JsonCursor();
    private final String[] texts = new String[FIELDS.size()];
    private final long[] numbers = new long[FIELDS.size()];
    private final List<String> faults = new ArrayList<>();
    private boolean sealFound;

    private SealLine() {}

    /** The line, without its newline. */
    static byte[] write(Seal seal) {
        StringBuilder line = new StringBuilder(400);
        line.append("{\"seal\":{\"v\":1,\"proxy\":\"").append(seal.proxy());
        line.append("\",\"seq\":").append(seal.sequence());
        line.append(",\"lines\":").append(seal.lines());
        line.append(",\"bytes\":").append(seal.bytes());
        line.append(",\"sha256\":\"").append(seal.sha256());
        line.append("\",\"first_ts\":").append(time(seal.firstTs()));
        line.append(",\"last_ts\":").append(time(seal.lastTs()));
        line.append(",\"through\":").append(time(seal.through()));
        if (seal.origin() == Seal.Origin.RECOVERY) {
            line.append(",\"recovered\":true");
        }
        return line.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "null" : "\"" + Rfc3339.text(instant) + "\"";
    }

    /** Reads a line given without its newline. */
    static Reading read(byte[] buf, int start, int length) {
        return new SealLine().parse(buf, start, length);
    }

    private Reading parse(byte[] buf, int start, int length) {
        try {
            cursor.over(buf, start, start + length);
            if (cursor.peek() != '{') {
                return new Reading.NoSeal();
            }
            int object = cursor.beginObject();
            int name;
            while ((name = cursor.nextMember(object, OUTER)) != JsonCursor.END) {
                if (name < 0 || cursor.peek() != '{') {
                    return new Reading.NoSeal();
                }
                sealFound = true;
                members();
            }
            cursor.finish();
        } catch (JsonFault fault) {
            return sealFound ? new Reading.Wrong(fault.sentence()) : new Reading.NoSeal();
        }
        if (!sealFound) {
            return new Reading.NoSeal();
        }
        return cursor.hasRepeated() ? new Reading.Wrong(cursor.repeatedName() + " occurs twice") : judge();
    }

    private void members() {
        Arrays.fill(numbers, -1);
        int object = cursor.beginObject();
        int name;
        while ((name = cursor.nextMember(object, NAMES)) != JsonCursor.END) {
            cursor.note(object);
            int next = cursor.peek();
            if (name >= 0 && next == '"') {
                cursor.string();
                texts[name] = cursor.textString();
            } else if (name >= 0 && next >= '0' && next <= '9') {
                cursor.number();
                numbers[name] = cursor.numeral().scaled(0, SegmentName.MAX_SEQUENCE * 1000);
            } else if (name == RECOVERED && next == 't') {
                cursor.value();
                numbers[RECOVERED] = 1;
            } else {
                cursor.value();
            }
        }
    }

    private Reading judge() {
        if (numbers[V] != 1) {
            return new Reading.Wrong("its version is not 1");
        }
        Instant firstTs = time(FIRST_TS);
        Instant lastTs = time(LAST_TS);
        Instant through = time(THROUGH);
        if (through == null) {
            faults.add("through is missing");
        }
        String proxy = text(PROXY);
        String sha256 = text(SHA256);
        for (int field : new int[] {SEQ, LINES, BYTES}) {
            if (numbers[field] < 0) {
                faults.add(FIELDS.get(field) + " is not a whole number");
            }
        }
        if (!faults.isEmpty() || through == null) {
            return new Reading.Wrong(String.join("; ", faults));
        }
        Seal.Origin origin = numbers[RECOVERED] == 1 ? Seal.Origin.RECOVERY : Seal.Origin.PROXY;
        try {
            new SegmentName(proxy, numbers[SEQ]);
            return new Reading.Sealed(new Seal(
                    proxy, numbers[SEQ], numbers[LINES], numbers[BYTES], sha256, firstTs, lastTs, through, origin));
        } catch (IllegalArgumentException e) {
            return new Reading.Wrong(String.valueOf(e.getMessage()));
        }
    }

    private String text(int field) {
        String text = texts[field];
        if (text == null) {
            faults.add(FIELDS.get(field) + " is missing");
            return "";
        }
        return text;
    }

    private @Nullable Instant time(int field) {
        String text = texts[field];
        if (text == null) {
            return null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = Rfc3339.parse(bytes, 0, bytes.length);
        if (Rfc3339.isFault(micros)) {
            faults.add(FIELDS.get(field) + ": " + Rfc3339.sentence(micros));
            return null;
        }
        return Rfc3339.instant(micros);
    }
}
