package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Row;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes the rows of a trace, which all stand for the same key and model, as lines of format 1. */
final class EventLines {
    private final String head;
    private final String middle;
    private final RowIds ids;

    EventLines(ForeignMapping mapping) {
        ids = new RowIds(mapping.source());
        head = "{\"v\":1,\"account\":" + EventText.quoted(mapping.account()) + ",\"key\":"
                + EventText.quoted(mapping.key())
                + ",\"key_kind\":\"" + mapping.keyKind().orElseThrow().code() + "\",\"provider\":"
                + EventText.quoted(mapping.provider())
                + ",\"model\":" + EventText.quoted(mapping.model()) + ",\"endpoint\":"
                + EventText.quoted(mapping.endpoint())
                + ",\"format\":\"generic\",\"usage_source\":\"provider\",\"status\":200,\"outcome\":\"ok\",\"id\":\"";
        middle = "\",\"ts\":\"";
    }

    /** The event of a row; its counts are JSON numbers as they stand in the row. */
    Row event(byte[] buf, int start, int length, Instant ts, String input, String cached, String output) {
        String text = head + ids.of(buf, start, length) + middle + Rfc3339.text(ts) + "\",\"usage\":{\"input\":" + input
                + ",\"cache_read\":" + cached + ",\"output\":" + output + "}}";
        return new Row.Line(text.getBytes(StandardCharsets.UTF_8));
    }

    static Row bad(SuspenseReason reason, String detail) {
        return new Row.Bad(new Verdict(reason, detail));
    }
}
