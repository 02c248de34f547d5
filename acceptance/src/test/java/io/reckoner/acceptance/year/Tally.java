package io.reckoner.acceptance.year;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each kind of thing has happened, and what was refused and why. */
final class Tally {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<String, Long> refusals = new TreeMap<>();

    void count(Kind kind) {
        count(kind, 1);
    }

    void count(Kind kind, long times) {
        if (times > 0) {
            counts.merge(kind, times, Long::sum);
        }
    }

    /** A refusal, without the names and figures in it. */
    void refused(Kind kind, String why) {
        String words = why.replaceAll("[A-Za-z_]*[0-9][A-Za-z0-9_.:-]*", "#");
        refusals.merge(kind + ": " + words.substring(0, Math.min(110, words.length())), 1L, Long::sum);
    }

    List<Kind> missing() {
        return Arrays.stream(Kind.values())
                .filter(kind -> !counts.containsKey(kind))
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach(
                (kind, count) -> text.append(kind).append(' ').append(count).append("; "));
        refusals.forEach((why, count) ->
                text.append("\n  refused ").append(count).append(" x ").append(why));
        return text.toString();
    }
}
