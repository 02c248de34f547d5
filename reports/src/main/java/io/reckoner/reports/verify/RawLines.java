package io.reckoner.reports.verify;

/** The events of one raw file in ascending order of line. */
public interface RawLines extends AutoCloseable {
    /** Moves to the next line that holds a readable event and fills it in; false at the end. */
    boolean next(RawLine into);

    @Override
    void close();
}
