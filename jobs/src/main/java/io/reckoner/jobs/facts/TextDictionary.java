package io.reckoner.jobs.facts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Different texts of a row group, numbered in order of appearance. */
final class TextDictionary {
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<byte[]> entries = new ArrayList<>();

    int code(String text) {
        Integer known = codes.get(text);
        if (known != null) {
            return known;
        }
        int code = entries.size();
        codes.put(text, code);
        entries.add(text.getBytes(StandardCharsets.UTF_8));
        return code;
    }

    int size() {
        return entries.size();
    }

    byte[] entry(int code) {
        return entries.get(code);
    }

    void clear() {
        codes.clear();
        entries.clear();
    }

    /** All entries, as a dictionary page holds them. */
    void write(ByteSink out) {
        for (byte[] entry : entries) {
            out.writeInt(entry.length);
            out.write(entry, 0, entry.length);
        }
    }

    /** The first entry in order of bytes. */
    byte[] least() {
        byte[] least = entries.getFirst();
        for (byte[] entry : entries) {
            if (Arrays.compareUnsigned(entry, least) < 0) {
                least = entry;
            }
        }
        return least;
    }

    /** The last entry in order of bytes. */
    byte[] greatest() {
        byte[] greatest = entries.getFirst();
        for (byte[] entry : entries) {
            if (Arrays.compareUnsigned(entry, greatest) > 0) {
                greatest = entry;
            }
        }
        return greatest;
    }
}
