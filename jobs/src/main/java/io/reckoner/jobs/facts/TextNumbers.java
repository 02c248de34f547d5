package io.reckoner.jobs.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers for texts in order of first sight; -1 for null. */
final class TextNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private @Nullable String last;
    private int lastNumber = Codes.NULL;

    @SuppressWarnings("ReferenceEquality") // only to save the look-up
    int number(@Nullable String text) {
        if (text == last) {
            return lastNumber;
        }
        last = text;
        lastNumber = text == null ? Codes.NULL : numbers.computeIfAbsent(text, this::enter);
        return lastNumber;
    }

    String text(int number) {
        return texts.get(number);
    }

    /** All texts, by their numbers. */
    List<String> texts() {
        return texts;
    }

    private int enter(String text) {
        texts.add(text);
        return texts.size() - 1;
    }
}
