package io.reckoner.jobs.act;

/** When an act was done. */
public enum Occasion {
    /** By this command. */
    NOW,
    /** The same was done before and is recognised: nothing was changed. */
    BEFORE
}
