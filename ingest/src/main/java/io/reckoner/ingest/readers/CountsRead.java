package io.reckoner.ingest.readers;

import io.reckoner.kernel.usage.Component;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The counts that a dialect knows. Any other count above zero that some reader knows makes a usage object unusable in this
 * dialect: it is an object of another one, or nobody would bill it.
 *
 * <p>Example: {@code cache_read_input_tokens} is no count of {@code openai.responses}.
 */
final class CountsRead {
    /** By slot: the slot whose count it must be, itself where it is read; -1 where it is not known. */
    private final int[] same;

    private CountsRead(int[] same) {
        this.same = same;
    }

    /** Knows these places, and all below those that are objects. */
    static CountsRead of(UsagePath... places) {
        int[] none = new int[UsageFields.SLOTS];
        Arrays.fill(none, -1);
        return new CountsRead(none).and(places);
    }

    /** And these places. */
    CountsRead and(UsagePath... places) {
        int[] more = same.clone();
        for (UsagePath path : UsagePath.values()) {
            if (isIn(path, places)) {
                more[path.ordinal()] = path.ordinal();
            }
        }
        return new CountsRead(more);
    }

    /** And these components, under their own codes. */
    CountsRead and(Component... components) {
        int[] more = same.clone();
        for (Component component : components) {
            more[UsageFields.slot(component)] = UsageFields.slot(component);
        }
        return new CountsRead(more);
    }

    /** And a place that repeats another: it must hold the same count, which is counted there. */
    CountsRead repeated(UsagePath again, UsagePath of) {
        int[] more = same.clone();
        more[again.ordinal()] = of.ordinal();
        return new CountsRead(more);
    }

    /** Whether a place is read. */
    boolean reads(UsagePath path) {
        return same[path.ordinal()] == path.ordinal();
    }

    /** Whether a place is read, or may repeat another. */
    boolean knows(UsagePath path) {
        return same[path.ordinal()] >= 0;
    }

    /** The slot whose count must stand in this one, -1 where none may. */
    int same(int slot) {
        return same[slot];
    }

    private static boolean isIn(UsagePath path, UsagePath... places) {
        for (UsagePath at : places) {
            for (@Nullable UsagePath up = path; up != null; up = up.parent) {
                if (up == at) {
                    return true;
                }
            }
        }
        return false;
    }
}
