package io.reckoner.reports.verify;

/** Holds records of the database, or the raw log, against what vouches for them: seals, movements. */
public interface RecordCheck {
    /** The check over what these runs wrote or read. Whatever is wrong is a break with a sentence, not an exception. */
    VerifyCheck check(RunRange runs);
}
