package io.reckoner.jobs.intake;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about a delivery that an operator should know.
 *
 * @param file the file's name; for a missing segment the name it would have
 * @param sequence null where no number is known
 * @param sentence where, what, how to mend
 */
public record Notice(String file, Kind kind, String proxy, @Nullable Long sequence, String sentence) {
    /** What it is about. */
    public enum Kind {
        SECOND_DELIVERY,
        REFUSED,
        MISSING,
        GROWING,
        RECOVERED,
        /** A proxy's promise stands still: a segment's {@code through} lies before that of an earlier one. */
        STALLED;

        /** The word in the database and in reports. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
