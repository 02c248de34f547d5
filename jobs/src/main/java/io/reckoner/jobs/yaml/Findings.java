package io.reckoner.jobs.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The faults found in a file so far, and on which line each path of it stands. */
public final class Findings {
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> lines = new HashMap<>();

    public void fault(int line, String path, String message) {
        faults.add(new Fault(line, path, message));
    }

    /** A fault at a path whose line is known from reading; else the line of the nearest path around it. */
    public void fault(String path, String message) {
        fault(lines.getOrDefault(nearest(path, lines.keySet()), 1), path, message);
    }

    /** The path itself if it is among those known, else the nearest around it that is; empty where none is. */
    public static String nearest(String path, Set<String> known) {
        String around = path;
        while (!around.isEmpty() && !known.contains(around)) {
            around = around.substring(0, Math.max(0, Math.max(around.lastIndexOf('.'), around.lastIndexOf('['))));
        }
        return around;
    }

    public void seen(String path, int line) {
        lines.put(path, line);
    }

    /** What the supplier makes; null and a fault when it refuses its values. */
    public <T> @Nullable T build(int line, String path, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            fault(line, path, String.valueOf(e.getMessage()));
            return null;
        }
    }

    public boolean isClean() {
        return faults.isEmpty();
    }

    /** All faults in order of lines; on one line in the order they were found. */
    public List<Fault> faults() {
        return faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList();
    }
}
