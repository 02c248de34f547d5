package io.reckoner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time of processes, as Linux counts it: what a night costs, however many others share the machine. */
final class ProcessorTime {
    /** Linux counts in hundredths of a second, on every platform we know. */
    private static final long NANOS_PER_TICK = 10_000_000L;

    /** Places in {@code /proc/<pid>/stat} behind the name: user and system time, own and of children that have ended. */
    private static final int OWN_USER = 11;

    private static final int ENDED_SYSTEM = 14;

    private ProcessorTime() {}

    /** Of this process, in nanoseconds. */
    static long own() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Of a process, its children, and those that have ended, in nanoseconds. */
    static long family(long parent) {
        long ticks = ticks(parent);
        for (ProcessHandle child : Memory.descendants(parent)) {
            ticks += ticks(child.pid());
        }
        return ticks * NANOS_PER_TICK;
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            List<String> words =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            long ticks = 0;
            for (int place = OWN_USER; place <= ENDED_SYSTEM; place++) {
                ticks += Long.parseLong(words.get(place));
            }
            return ticks;
        } catch (IOException ended) {
            return 0;
        }
    }
}
