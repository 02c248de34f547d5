package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of a file that is JSON lines or CSV: JSON if a brace or bracket is the first character of its first line. */
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
            records = isJson(buf, start, start + length) ? json : csv;
            found = records;
        }
        return records.take(buf, start, length);
    }

    @Override
    public Taken passedOver() {
        return found == null ? json.passedOver() : found.passedOver();
    }

    /** The bytes of a byte order mark are negative, like white space less than any character of JSON. */
    private static boolean isJson(byte[] buf, int start, int end) {
        int at = start;
        while (at < end && buf[at] <= ' ') {
            at++;
        }
        return at < end && (buf[at] == '{' || buf[at] == '[');
    }

    @Override
    public List<Misfit> atEnd() {
        return found == null ? List.of() : found.atEnd();
    }
}
