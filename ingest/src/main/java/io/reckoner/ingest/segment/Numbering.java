package io.reckoner.ingest.segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The numbering of segments: each proxy's sequence has no gap, and each number one content. Pure. */
public final class Numbering {
    /** A segment taken in earlier. */
    public record Known(String proxy, long sequence, String sha256, Instant through) {
        /** The same segment as one with this seal. */
        boolean isSame(Seal seal) {
            return isNumber(seal) && sha256.equals(seal.sha256()) && through.equals(seal.through());
        }

        boolean isNumber(Seal seal) {
            return proxy.equals(seal.proxy()) && sequence == seal.sequence();
        }
    }

    /** What an inspected file is, next to the segments known. */
    public sealed interface Arrival {
        /** Not seen before. */
        record Fresh(SegmentInspection.Sound segment) implements Arrival {}

        /** The same segment again, maybe under another file name: reported, its lines do not count. */
        record SecondDelivery(Seal seal, String sentence) implements Arrival {}

        /** Refused. */
        record Rejected(SegmentInspection.Refused refused) implements Arrival {}
    }

    /** Sequence numbers that are not there, {@code from} to {@code to} inclusive, before one that is. */
    public record Gap(String proxy, long from, long to) {
        /** As notices show it. */
        @Override
        public String toString() {
            SegmentName first = new SegmentName(proxy, from);
            return from == to ? first + " is missing" : first + " to " + new SegmentName(proxy, to) + " are missing";
        }
    }

    private Numbering() {}

    /** Judges a sound segment against the known segments, of its proxy or of all. */
    public static Arrival judge(SegmentInspection.Sound sound, Collection<Known> known) {
        Seal seal = sound.seal();
        for (Known other : known) {
            if (other.isSame(seal)) {
                return again(sound, seal);
            }
            if (other.isNumber(seal)) {
                String fileName = String.valueOf(sound.file().getFileName());
                return new Arrival.Rejected(new SegmentInspection.Refused(
                        sound.file(),
                        sound.name(),
                        seal,
                        SegmentInspection.Refusal.NUMBER_TAKEN,
                        fileName + ": " + seal.name() + " was taken in with other content (sha256 " + other.sha256()
                                + ", through " + other.through() + "); find out which of the two the proxy wrote."));
            }
        }
        return new Arrival.Fresh(sound);
    }

    /** Judges a refused one: it may be a known segment under another name, which is no reason to refuse a number. */
    public static Arrival judge(SegmentInspection.Refused refused, Collection<Known> known) {
        Seal seal = refused.seal();
        if (seal != null
                && refused.why() == SegmentInspection.Refusal.NAME_MISMATCH
                && known.stream().anyMatch(other -> other.isSame(seal))) {
            return again(refused, seal);
        }
        return new Arrival.Rejected(refused);
    }

    private static Arrival again(SegmentInspection inspected, Seal seal) {
        return new Arrival.SecondDelivery(
                seal,
                inspected.file().getFileName() + ": " + seal.name()
                        + " was taken in before; delivered again, its lines are not counted again.");
    }

    /**
     * The gaps of one proxy up to its last known number, in order.
     *
     * @param first the number it begins with: missing, it is a gap, too
     */
    public static List<Gap> gaps(String proxy, long first, Collection<Known> known) {
        long[] numbers = known.stream()
                .filter(k -> k.proxy().equals(proxy))
                .mapToLong(Known::sequence)
                .sorted()
                .toArray();
        List<Gap> gaps = new ArrayList<>();
        long next = first;
        for (long number : numbers) {
            if (number > next) {
                gaps.add(new Gap(proxy, next, number - 1));
            }
            next = number + 1;
        }
        return gaps;
    }
}
