package io.reckoner.ingest.foreign;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our words for those of a file. A word that ends in {@code *} stands for all that begin so, the longest first; in ours
 * {@code *} stands for the rest: with {@code "gpt-*": "openai/gpt-*"} the word {@code gpt-4o} is {@code openai/gpt-4o}.
 */
public record ValueMap(Map<String, String> words) {
    public ValueMap {
        words = Map.copyOf(words);
    }

    /** Our word; empty where none is stated. */
    public Optional<String> of(String theirs) {
        String exact = words.get(theirs);
        if (exact != null && !theirs.endsWith("*")) {
            return Optional.of(exact);
        }
        for (int length = theirs.length(); length >= 0; length--) {
            String begun = words.get(theirs.substring(0, length) + "*");
            if (begun != null) {
                return Optional.of(begun.replace("*", theirs.substring(length)));
            }
        }
        return Optional.empty();
    }

    /** In order of the file's words. */
    @Override
    public String toString() {
        return new TreeMap<>(words).toString();
    }
}
