package io.reckoner.ingest.decode;

/** What of a segment a block decodes. */
public sealed interface Part {
    SegmentSource source();

    /** Every line, for the first time. */
    record Whole(SegmentSource source) implements Part {}

    /** What an earlier run carried over. */
    record Carried(SegmentSource source, CarriedRange range) implements Part {}

    /** Lines in suspense, through the same door again: each counts anew. */
    record Retried(SegmentSource source, LineRanges lines) implements Part {}
}
