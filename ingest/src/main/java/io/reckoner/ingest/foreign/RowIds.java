package io.reckoner.ingest.foreign;

import io.reckoner.ingest.json.TextHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of rows that have none: the hash of source, content and ordinal among equals. So a longer export of the same source
 * repeats the events of a shorter one instead of adding them again.
 */
final class RowIds {
    private final byte[] source;
    private final Repeats repeats = new Repeats();
    private final MessageDigest digest;

    RowIds(String source) {
        this.source = source.getBytes(StandardCharsets.UTF_8);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** The id of the next row, by its content as it is understood. */
    String of(byte[] content) {
        return of(content, 0, content.length);
    }

    /** The id of the next row. */
    String of(byte[] buf, int start, int length) {
        int ordinal = repeats.count(TextHash.of(buf, start, length));
        digest.update(source);
        digest.update((byte) 0);
        digest.update(buf, start, length);
        digest.update((byte) 0);
        digest.update(Integer.toString(ordinal).getBytes(StandardCharsets.US_ASCII));
        return "row_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
    }
}
