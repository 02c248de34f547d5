package io.reckoner.ingest.line;

/** What a line is. */
public enum LineClass {
    EVENT,
    /** {@code {"start":{…}}}: a request was about to be sent upstream. */
    START,
    /** {@code {"seal":{…}}}: the last line of a segment. */
    SEAL,
    /** Nothing but white space. */
    BLANK,
    /** It cannot be used, for the reason the decoder names. */
    SUSPENDED
}
