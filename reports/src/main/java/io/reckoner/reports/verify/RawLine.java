package io.reckoner.reports.verify;

import io.reckoner.kernel.usage.Component;

/** One event as its raw line has it; filled anew for every line. Counts in units times 10^scale. */
public final class RawLine {
    /** Line in the file, from 1. */
    public long line;

    public String account = "";
    public String eventId = "";

    /** {@code counts[component.ordinal()]}, as a reader of usage gives them; {@code REQUEST} is 1 where there is usage. */
    public final long[] counts = new long[Component.COUNT];
}
