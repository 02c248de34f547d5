package io.reckoner.ingest.segment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a file in the intake folder turns out to be. */
public sealed interface SegmentInspection {
    Path file();

    /** A whole segment: seal, content and name agree. */
    record Sound(Path file, SegmentName name, Compression compression, Seal seal, long fileBytes)
            implements SegmentInspection {}

    /**
     * A segment that is not taken in; none of its lines count.
     *
     * @param name what the file name says; null where it is no segment's name
     * @param seal the seal, where one could be read
     * @param sentence where, what, how to mend
     */
    record Refused(Path file, @Nullable SegmentName name, @Nullable Seal seal, Refusal why, String sentence)
            implements SegmentInspection {}

    /** A segment a proxy still writes: left alone. */
    record Growing(Path file, SegmentName name) implements SegmentInspection {}

    /** Not a segment, by its name: left alone. */
    record Unrelated(Path file) implements SegmentInspection {}

    /** Why a segment is refused. */
    enum Refusal {
        /** Bytes behind the last newline: the file was cut off. */
        TORN_TAIL,
        /** The last line is not a seal. */
        NO_SEAL,
        /** A seal stands before the last line. */
        DATA_AFTER_SEAL,
        /** The last line is a seal whose fields are missing or wrong. */
        BAD_SEAL,
        /** Lines, bytes or hash are not those of the seal. */
        CONTENT_MISMATCH,
        /** The file name and the seal name different segments. */
        NAME_MISMATCH,
        /** The compressed stream is damaged. */
        CORRUPT_COMPRESSION,
        /** It unpacks to so much that nobody writes such a log: it was made to keep a run busy, or packed by mistake. */
        OUT_OF_PROPORTION,
        /** Its number is taken by other content. */
        NUMBER_TAKEN
    }
}
