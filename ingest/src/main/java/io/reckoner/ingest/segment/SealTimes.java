package io.reckoner.ingest.segment;

import io.reckoner.ingest.line.LineTime;
import io.reckoner.ingest.line.Rfc3339;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a seal says of the times in its segment.
 *
 * @param lines number of lines
 * @param first the least readable time among them; null if there is none
 * @param last the greatest
 */
public record SealTimes(long lines, @Nullable Instant first, @Nullable Instant last) {
    private static final int MAX_LINE_BYTES = 1 << 20;

    /** Of the lines within the first bytes of a segment's text, which is closed. */
    static SealTimes of(InputStream text, long length) throws IOException {
        LineTime times = new LineTime();
        long count = 0;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        try (SegmentLines lines = SegmentLines.over(text, MAX_LINE_BYTES)) {
            while (lines.nextOffset() < length && lines.next()) {
                count++;
                long time = times.read(lines.buffer(), lines.start(), lines.length());
                if (time != Long.MIN_VALUE) {
                    first = Math.min(first, time);
                    last = Math.max(last, time);
                }
            }
        }
        boolean any = last != Long.MIN_VALUE;
        return new SealTimes(count, any ? Rfc3339.instant(first) : null, any ? Rfc3339.instant(last) : null);
    }

    /** Where the seal of a sound segment gives other times than its lines have, as a part of a sentence. */
    public static Optional<String> misfit(SegmentInspection.Sound sound) throws IOException {
        Seal seal = sound.seal();
        SealTimes found = of(SegmentStream.open(sound.file(), sound.compression()), seal.bytes());
        return Objects.equals(found.first, seal.firstTs()) && Objects.equals(found.last, seal.lastTs())
                ? Optional.empty()
                : Optional.of("its seal says first_ts " + seal.firstTs() + " and last_ts " + seal.lastTs()
                        + ", but the times in its lines go from " + found.first + " to " + found.last
                        + ". Mend the proxy");
    }
}
