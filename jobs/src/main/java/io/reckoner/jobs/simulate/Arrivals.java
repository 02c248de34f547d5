package io.reckoner.jobs.simulate;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The instants at which one proxy's requests of one UTC day end, in ascending order, minute by minute.
 *
 * <p>The rate follows the day: at 03:00 UTC it is a third of what it is at 15:00; weekends carry 60 % of a weekday.
 */
final class Arrivals {
    private static final int MINUTES = 1440;
    private static final long MICROS_PER_MINUTE = 60_000_000L;

    private final SplittableRandom random;
    private final double[] perMinute = new double[MINUTES];
    private final long dayStart;
    private int minute = -1;
    private long[] instants = new long[0];
    private int next;
    private double owed;

    Arrivals(LocalDate day, double events, SplittableRandom random) {
        this.random = random;
        this.dayStart = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000L;
        double sum = 0;
        for (int m = 0; m < MINUTES; m++) {
            perMinute[m] = 2 + StrictMath.cos((m / 60.0 - 15) / 24 * 2 * StrictMath.PI);
            sum += perMinute[m];
        }
        double scale = events * (day.getDayOfWeek().getValue() > 5 ? 0.6 : 1) / sum;
        for (int m = 0; m < MINUTES; m++) {
            perMinute[m] *= scale;
        }
    }

    /** The next instant in microseconds, or -1 after the last. */
    long next() {
        while (next == instants.length) {
            if (++minute == MINUTES) {
                minute--;
                return -1;
            }
            fill();
        }
        return instants[next++];
    }

    private void fill() {
        owed += perMinute[minute];
        int count = (int) owed;
        owed -= count;
        instants = new long[count];
        for (int i = 0; i < count; i++) {
            instants[i] = dayStart + minute * MICROS_PER_MINUTE + random.nextLong(MICROS_PER_MINUTE);
        }
        Arrays.sort(instants);
        next = 0;
    }
}
