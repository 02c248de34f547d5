package io.reckoner.ingest.foreign;

import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.usage.Component;
import java.util.regex.Pattern;

/**
 * Counts as files write them: {@code 12} and {@code 12.0}, from zero to {@link Component#MOST}. {@code 1.000} is refused: it
 * may be one or, as many countries write, a thousand.
 */
final class WholeCount {
    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,18})(\\.0{1,18})?");

    private static final Pattern MAYBE_THOUSANDS = Pattern.compile("[0-9]{1,3}\\.000");

    private WholeCount() {}

    /**
     * Refuses a count that may be thousands.
     *
     * @throws RowFault where it is written so
     */
    static void requireClear(String name, String text) {
        if (MAYBE_THOUSANDS.matcher(text).matches()) {
            throw new RowFault(
                    SuspenseReason.COUNT, name + " is written so that it may be thousands; write it without a point");
        }
    }

    /**
     * The count; 0 where there is no text.
     *
     * @throws RowFault where it is none, or too great
     */
    static long of(String name, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        requireClear(name, text);
        var whole = WHOLE.matcher(text);
        long count = whole.matches() ? Long.parseLong(whole.group(1)) : -1;
        if (count < 0 || count > Component.MOST) {
            throw new RowFault(SuspenseReason.COUNT, name + " is no whole number from 0 to 1e12");
        }
        return count;
    }
}
