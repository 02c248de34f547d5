package io.reckoner.jobs.command;

/** Shows how far long work has come. Close it when the work ends, however it ends. May be called from any thread. */
public interface Progress extends AutoCloseable {
    /** So many more units are done. */
    void advance(long units);

    /** The total is known better now. */
    void expect(long total);

    @Override
    void close();
}
