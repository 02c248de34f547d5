package io.reckoner.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Memory of processes, as Linux counts it. */
final class Memory {
    private Memory() {}

    /** Greatest resident memory this process has had, in bytes. */
    static long ownPeak() {
        try {
            return kibibytes(Path.of("/proc/self/status"), "VmHWM:") << 10;
        } catch (IOException e) {
            throw new UncheckedIOException("this benchmark needs Linux: " + e.getMessage(), e);
        }
    }

    /**
     * Memory that a process and its children hold now, in bytes; pages shared among them count once.
     *
     * @param parent such as PostgreSQL's postmaster
     */
    static long family(long parent) {
        long sum = proportional(parent);
        for (ProcessHandle child : descendants(parent)) {
            sum += proportional(child.pid());
        }
        return sum;
    }

    static List<ProcessHandle> descendants(long parent) {
        return ProcessHandle.of(parent)
                .map(ProcessHandle::descendants)
                .orElse(Stream.empty())
                .toList();
    }

    /** One that has ended meanwhile holds nothing. */
    private static long proportional(long pid) {
        try {
            return kibibytes(Path.of("/proc/" + pid + "/smaps_rollup"), "Pss:") << 10;
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long kibibytes(Path status, String name) throws IOException {
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException(status + " does not say " + name);
    }
}
