package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of a file that is JSON lines or CSV: JSON if a brace or bracket is the first character of its first line that is
 * not blank.
 */
final class EitherRecords implements Records {
    private final Records json;
    private final Records csv;
    private @Nullable Records found;

    EitherRecords(Records json, Records csv) {
        this.json = json;
        this.csv = csv;
    }

    @Override
    public Taken take(byte[] buf, int start, int length) {
        Records records = found;
        if (records == null) {
            int first = first(buf, start, start + length);
            if (first == start + length) {
                return csv.take(buf, start, length);
            }
            records = buf[first] == '{' || buf[first] == '[' ? json : csv;
            found = records;
        }
        return records.take(buf, start, length);
    }

    @Override
    public Taken passedOver() {
        return found == null ? json.passedOver() : found.passedOver();
    }

    /** The first character, else the end: a byte order mark is negative, and like white space less than any of JSON. */
    private static int first(byte[] buf, int start, int end) {
        int at = start;
        while (at < end && buf[at] <= ' ') {
            at++;
        }
        return at;
    }

    @Override
    public List<Misfit> atEnd() {
        return found == null ? List.of() : found.atEnd();
    }
}
