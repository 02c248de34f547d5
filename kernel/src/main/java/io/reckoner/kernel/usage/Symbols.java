package io.reckoner.kernel.usage;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names that occur again and again in a run (providers, models, endpoints, tiers), each with a small number.
 *
 * <p>Safe for many threads. The numbers depend on who came first: they must never reach an output.
 */
public final class Symbols {
    private final ConcurrentHashMap<String, Integer> ordinals = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private volatile String[] names = new String[64];

    /** The number of a name, given on first sight. */
    public int ordinal(String name) {
        Integer known = ordinals.get(name);
        return known != null ? known : ordinals.computeIfAbsent(name, this::enter);
    }

    /** The name with this number. */
    public String name(int ordinal) {
        return names[ordinal];
    }

    public int size() {
        return next.get();
    }

    private synchronized int enter(String name) {
        int ordinal = next.get();
        String[] table = ordinal < names.length ? names : Arrays.copyOf(names, names.length * 2);
        table[ordinal] = name;
        names = table;
        next.set(ordinal + 1);
        return ordinal;
    }
}
