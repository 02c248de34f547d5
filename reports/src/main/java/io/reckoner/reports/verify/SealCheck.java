package io.reckoner.reports.verify;

/** Holds what was sealed once, and must not change, against its seals. */
public interface SealCheck {
    /** The check over what these runs sealed or read. Whatever is wrong is a break with a sentence, not an exception. */
    VerifyCheck check(RunRange runs);
}
