package io.reckoner.ingest.readers;

/** Turns the numbers of one dialect into disjoint counts. No state; all that changes is in the tally. */
interface UsageReader {
    /** The counts this dialect knows; another one above zero is a fault. */
    CountsRead counts();

    /**
     * Reads the tally's fields and adds the counts. Asks for all fields first: a bad one is the stronger reason. Then
     * asserts the dialect's sums.
     */
    void read(Tally tally, ProviderFamily family);
}
