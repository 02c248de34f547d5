package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Row;
import io.reckoner.ingest.json.TextHash;
import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Writes rows as lines of format 1 and gives them ids. */
final class EventLines {
    private final String head;
    private final String middle;
    private final byte[] source;
    private final Repeats repeats = new Repeats();
    private final MessageDigest digest;

    EventLines(ForeignMapping mapping) {
        source = mapping.source().getBytes(StandardCharsets.UTF_8);
        head = "{\"v\":1,\"account\":" + quoted(mapping.account()) + ",\"key\":" + quoted(mapping.key())
                + ",\"key_kind\":\"" + mapping.keyKind().code() + "\",\"provider\":" + quoted(mapping.provider())
                + ",\"model\":" + quoted(mapping.model()) + ",\"endpoint\":" + quoted(mapping.endpoint())
                + ",\"format\":\"generic\",\"usage_source\":\"provider\",\"status\":200,\"outcome\":\"ok\",\"id\":\"row_";
        middle = "\",\"ts\":\"";
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                throw new IllegalArgumentException("a control character has no place in a mapping: " + text);
            }
            quoted.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
        return quoted.append('"').toString();
    }

    /** The event of a row; its counts are JSON numbers as they stand in the row. */
    Row event(byte[] buf, int start, int length, Instant ts, String input, String cached, String output) {
        String text = head + id(buf, start, length) + middle + Rfc3339.text(ts) + "\",\"usage\":{\"input\":" + input
                + ",\"cache_read\":" + cached + ",\"output\":" + output + "}}";
        return new Row.Line(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hash of source, content and ordinal among equals. */
    private String id(byte[] buf, int start, int length) {
        int ordinal = repeats.count(TextHash.of(buf, start, length));
        digest.update(source);
        digest.update((byte) 0);
        digest.update(buf, start, length);
        digest.update((byte) 0);
        digest.update(Integer.toString(ordinal).getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    static Row bad(SuspenseReason reason, String detail) {
        return new Row.Bad(new Verdict(reason, detail));
    }
}
