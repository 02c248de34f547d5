package io.reckoner.ingest.decode;

/**
 * What became of the lines of a part.
 *
 * @param lines lines that count: all of a whole segment, the carried ones of a range, the retried ones
 * @param events rows handed on, also those without a price
 * @param lostStarts starts of a recovered segment handed on as {@code lost} candidates; sameness decides each to be an
 *     event or a start
 */
public record LineCounts(
        long lines,
        long events,
        long lostStarts,
        long starts,
        long seals,
        long blank,
        long suspended,
        long carriedOut) {
    public static final LineCounts NONE = new LineCounts(0, 0, 0, 0, 0, 0, 0, 0);

    /** Whether every line has exactly one class. */
    public boolean balance() {
        return lines == events + lostStarts + starts + seals + blank + suspended + carriedOut;
    }

    public LineCounts plus(LineCounts other) {
        return new LineCounts(
                lines + other.lines,
                events + other.events,
                lostStarts + other.lostStarts,
                starts + other.starts,
                seals + other.seals,
                blank + other.blank,
                suspended + other.suspended,
                carriedOut + other.carriedOut);
    }
}
