package io.reckoner.ingest.segment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The numbering of segments: each proxy's sequence has no gap, and each number one content. Pure. */
public final class Numbering {
    /** A segment taken in earlier. */
    public record Known(String proxy, long sequence, String sha256, Instant through) {}

    /** What a sound segment is, next to those known. */
    public sealed interface Arrival {
        /** Not seen before. */
        record Fresh() implements Arrival {}

        /** The same segment again, maybe under another file name: reported, its lines do not count. */
        record SecondDelivery(String sentence) implements Arrival {}

        /** Refused. */
        record Rejected(SegmentInspection.Refused refused) implements Arrival {}
    }

    /** Sequence numbers that are not there, {@code from} to {@code to} inclusive, before one that is. */
    public record Gap(String proxy, long from, long to) {}

    private Numbering() {}

    /** Judges an inspected file with a seal against the known segments of its proxy. */
    public static Arrival judge(SegmentInspection inspected, Collection<Known> known) {
        throw new UnsupportedOperationException("follows");
    }

    /** The gaps of one proxy between its first and last known number, in order. */
    public static List<Gap> gaps(String proxy, Collection<Known> known) {
        throw new UnsupportedOperationException("follows");
    }
}
