package io.reckoner.proxy.log;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how a proxy logs.
 *
 * @param folder where its segments grow
 * @param proxy its name, which no other proxy has
 * @param sealEvery the longest a segment grows, busy or idle: at most 60 s, since all watermarks wait for it
 * @param segmentBytes a segment this long is sealed at once
 * @param pendingLines as many lines may wait for the disk before starts are refused
 * @param retryAfter pause after a failure of the disk
 */
public record LogSettings(
        Path folder, String proxy, Duration sealEvery, long segmentBytes, int pendingLines, Duration retryAfter) {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    public LogSettings {
        if (sealEvery.isNegative() || sealEvery.isZero() || sealEvery.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a segment is sealed every 60 s or sooner, not " + sealEvery);
        }
        if (segmentBytes < 1 || pendingLines < 1) {
            throw new IllegalArgumentException("segmentBytes and pendingLines must be positive");
        }
    }

    /** Sealed every 30 s or 256 MiB; 65,536 pending lines; a second between tries. */
    public static LogSettings defaults(Path folder, String proxy) {
        return new LogSettings(folder, proxy, Duration.ofSeconds(30), 256L << 20, 65_536, Duration.ofSeconds(1));
    }
}
