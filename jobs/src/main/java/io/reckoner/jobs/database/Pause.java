package io.reckoner.jobs.database;

/** Waits a moment between two looks at something that another process is doing. */
final class Pause {
    private static final long MILLIS = 25;

    private Pause() {}

    static void shortly() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFault("interrupted while waiting for the database", e);
        }
    }
}
