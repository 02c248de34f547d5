package io.reckoner.acceptance.year;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What somebody means to do later, done at the first hour that is not before. */
final class Agenda {
    private record Entry(Instant at, long number, Runnable work) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::at).thenComparingLong(Entry::number));
    private long number;

    void at(Instant at, Runnable work) {
        entries.add(new Entry(at, ++number, work));
    }

    /** Does what is due, also what that leads to at once. */
    void doAll(Instant now) {
        while (!entries.isEmpty() && !entries.peek().at().isAfter(now)) {
            entries.poll().work().run();
        }
    }
}
