package io.reckoner.ingest.sameness;

/**
 * Control totals of a resolved bucket, in rows.
 *
 * <p>{@code rows = accepted + duplicates + conflicts + unpriced + starts}, where {@code accepted} includes {@code lost}.
 *
 * @param conflicts rows that differ from the accepted event of their (account, id)
 * @param unpriced rows set aside for the verdict they came with
 * @param starts starts whose event exists
 * @param lost starts that became events with outcome {@code lost}
 */
public record ResolutionCounts(
        long rows, long accepted, long duplicates, long conflicts, long unpriced, long starts, long lost) {
    public ResolutionCounts {
        long sum = accepted + duplicates + conflicts + unpriced + starts;
        if (rows != sum || lost > accepted) {
            throw new IllegalStateException("rows " + rows + ", but " + sum + " have a fate (accepted " + accepted
                    + ", of these lost " + lost + "; duplicates " + duplicates + "; conflicts " + conflicts
                    + "; unpriced " + unpriced + "; starts " + starts + ")");
        }
    }

    public ResolutionCounts plus(ResolutionCounts other) {
        return new ResolutionCounts(
                rows + other.rows,
                accepted + other.accepted,
                duplicates + other.duplicates,
                conflicts + other.conflicts,
                unpriced + other.unpriced,
                starts + other.starts,
                lost + other.lost);
    }
}
