package io.reckoner.jobs.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what was probably meant by a mistyped word. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * The nearest of the known words, if it is near: at most a third of its letters differ.
     *
     * <p>{@code topup-bouns} among {@code topup-bonus, bonus-expiry} is {@code topup-bonus}; {@code colour} is nothing.
     */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return near(word, known, 1).stream().findFirst();
    }

    /** The nearest of the known words, nearest first, so far as they are near in the sense of {@link #nearest}. */
    public static List<String> near(String word, Collection<String> known, int most) {
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .sorted(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    /** Least number of letters added, dropped or changed between two words. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
