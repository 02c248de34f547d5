package io.reckoner.proxy.log;

import java.time.Instant;

/** A line of the log that still lacks its time: the log gives it, so that times never go back. */
public sealed interface LogLine permits EventLine, StartLine {
    String account();

    String id();

    /** The line with its time, as UTF-8 without newline. */
    byte[] text(Instant ts);
}
