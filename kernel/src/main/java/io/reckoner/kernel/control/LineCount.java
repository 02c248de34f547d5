package io.reckoner.kernel.control;

import java.util.Locale;

/** What became of the lines of a run's inputs. Every line is counted under exactly one of the fates. */
public enum LineCount {
    /** Lines of the segments and files taken in by this run, each counted once; refused or repeated segments count none. */
    READ,
    /** Lines an earlier run carried out, read again. */
    CARRIED_IN,
    /** Lines taken from suspense to be tried again. */
    RETRIED,

    /** Fate: accepted as a usage event, to be settled; a start whose event was lost is one too. */
    EVENTS,
    /** Fate: an event at or after the watermark, left for a later run. */
    CARRIED_OUT,
    /** Fate: the repeat of an accepted event, equal in all that is metered. */
    DUPLICATES,
    /** Fate: set aside with a reason, newly or still. */
    SUSPENDED,
    /** Fate: a start line whose event was found, or that needs none. */
    STARTS,
    /** Fate: a seal line. */
    SEALS,
    /** Fate: an empty line. */
    BLANK,

    /** Events that were settled. */
    SETTLED,
    /** Rows written to the facts. */
    FACT_ROWS;

    /** The total's name. */
    public TotalName total() {
        return new TotalName("lines." + name().toLowerCase(Locale.ROOT));
    }
}
