package io.reckoner.proxy.log;

import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.SegmentRecovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one proxy, one growing at a time. Owned by the log's thread: nothing else touches a channel.
 *
 * <p>Every new segment begins with the starts that are still open, so that whatever segment is torn holds the starts of
 * all requests that were under way. After any failure the file at hand is never written again: what is durable in it is
 * sealed by a copy, all else is written into the next segment.
 */
final class SegmentRoll {
    /** A segment that failed, and how much of it was durable. */
    private record Failed(Path file, long durableBytes, Instant through) {}

    private final LogSettings settings;
    private final ProxyNumber number;
    private final GrowingSegment.Opener opener;
    private final LogWatch watch;
    private final Map<String, PendingLine> openStarts = new LinkedHashMap<>();
    private final List<Failed> failures = new ArrayList<>();
    private @Nullable GrowingSegment growing;

    /** The greatest time durable in the growing segment: what it may promise if it fails. */
    private Instant durableTs;

    SegmentRoll(LogSettings settings, ProxyNumber number, GrowingSegment.Opener opener, LogWatch watch) {
        this.settings = settings;
        this.number = number;
        this.opener = opener;
        this.watch = watch;
        durableTs = number.promised();
    }

    /** Whether the growing segment has reached its size. */
    boolean isFull() {
        return growing != null && growing.bytes() >= settings.segmentBytes();
    }

    boolean isOpen() {
        return growing != null;
    }

    /** Opens the next segment, with the open starts at its head. */
    void open() throws IOException {
        SegmentName name = number.next();
        GrowingSegment next;
        try {
            next = opener.open(settings.folder(), name);
        } catch (IOException e) {
            Path file = settings.folder().resolve(name.openFile());
            if (Files.exists(file)) {
                number.used(name);
                failures.add(new Failed(file, 0, durableTs));
            }
            throw e;
        }
        growing = next;
        number.used(name);
        for (PendingLine start : openStarts.values()) {
            next.append(start.text(), start.ts());
        }
        next.sync();
    }

    /** Writes lines and makes them durable; then tells those who wait for them. */
    void write(List<PendingLine> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        GrowingSegment segment = current();
        for (PendingLine line : lines) {
            segment.append(line.text(), line.ts());
        }
        segment.sync();
        for (PendingLine line : lines) {
            if (line.line() instanceof StartLine) {
                openStarts.put(line.request(), line);
            } else {
                openStarts.remove(line.request());
            }
            durableTs = line.ts();
            line.durable().complete(line.ts());
        }
    }

    /** Opens the next segment, then seals the one at hand. */
    void roll(Instant through) throws IOException {
        GrowingSegment full = current();
        number.promise(through);
        try {
            open();
        } catch (IOException e) {
            if (growing != full) {
                giveUp(full, full.durableBytes(), durableTs);
            }
            throw e;
        }
        sealed(full, through);
    }

    /** Seals the last segment of this process. */
    void end(Instant through) throws IOException {
        GrowingSegment last = current();
        number.promise(through);
        growing = null;
        sealed(last, through);
        number.save();
    }

    private void sealed(GrowingSegment segment, Instant through) throws IOException {
        try {
            watch.sealed(segment.seal(through));
            durableTs = through;
        } catch (IOException e) {
            giveUp(segment, segment.durableBytes(), through);
            throw e;
        }
    }

    private GrowingSegment current() {
        if (growing == null) {
            throw new IllegalStateException("no segment is open");
        }
        return growing;
    }

    /** Leaves the segment at hand after a failure. */
    void abandon() {
        GrowingSegment segment = growing;
        growing = null;
        if (segment != null) {
            giveUp(segment, segment.durableBytes(), durableTs);
        }
    }

    private void giveUp(GrowingSegment segment, long durableBytes, Instant through) {
        try {
            segment.close();
        } catch (IOException e) {
            watch.trouble(segment.file() + " could not be closed", e);
        }
        failures.add(new Failed(segment.file(), durableBytes, through));
    }

    /** Seals what was durable in failed segments; what cannot be done now is tried again later. */
    void mend() {
        failures.removeIf(failed -> {
            try {
                if (Files.exists(failed.file())) {
                    watch.sealed(SegmentRecovery.sealDurable(failed.file(), failed.durableBytes(), failed.through())
                            .sealed());
                }
                return true;
            } catch (IOException e) {
                watch.trouble(failed.file() + " could not be sealed after its failure", e);
                return false;
            }
        });
    }
}
