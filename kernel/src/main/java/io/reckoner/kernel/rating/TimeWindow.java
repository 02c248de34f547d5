package io.reckoner.kernel.rating;

import io.reckoner.kernel.period.Micros;
import java.util.Locale;

/**
 * A part of every UTC day with prices of its own (off-peak). Its own prices stand before the standard ones, component by
 * component, but behind those of the service tier; its multiplier acts on every component it has no own price for.
 *
 * @param fromSecond first second of the day inside, 0 to 86,399
 * @param toSecond first second outside, 1 to 86,400; less than {@code fromSecond} where the window wraps midnight: 16:30
 *     to 00:30 holds 23:59:59.999999 and 00:29:59.999999 but not 00:30
 */
public record TimeWindow(int fromSecond, int toSecond, Multiplier multiplier, PriceList own) {
    /** Seconds of a day. */
    public static final int DAY = 86_400;

    public TimeWindow {
        if (fromSecond < 0 || fromSecond >= DAY || toSecond < 1 || toSecond > DAY || fromSecond == toSecond) {
            throw new IllegalArgumentException(
                    "a time window begins at 00:00:00 to 23:59:59, ends at 00:00:01 to 24:00:00" + " and is not empty");
        }
    }

    /** Whether an instant, in microseconds since 1970 UTC, lies inside. */
    public boolean contains(long micros) {
        return containsSecond((int) (Math.floorMod(micros, Micros.PER_DAY) / Micros.PER_SECOND));
    }

    boolean containsSecond(int second) {
        return wraps() ? second >= fromSecond || second < toSecond : second >= fromSecond && second < toSecond;
    }

    /** Whether the window runs over midnight. */
    public boolean wraps() {
        return toSecond < fromSecond;
    }

    boolean overlaps(TimeWindow other) {
        return containsSecond(other.fromSecond) || other.containsSecond(fromSecond);
    }

    /** {@code 16:30-00:30}, with seconds where they are not zero. */
    public String name() {
        return clock(fromSecond) + "-" + clock(toSecond);
    }

    private static String clock(int second) {
        String minutes = String.format(Locale.ROOT, "%02d:%02d", second / 3600, second / 60 % 60);
        return second % 60 == 0 ? minutes : minutes + String.format(Locale.ROOT, ":%02d", second % 60);
    }
}
