package io.reckoner.ingest.line;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Instants as RFC 3339 text with a zone and at most six decimals: {@code 2026-03-01T12:00:00.25+02:00} is 10:00:00.25
 * UTC. Held as microseconds since 1970 UTC. There is no second 60 and no hour 24.
 */
public final class Rfc3339 {
    /** Answers of {@link #parse} that are no instants. */
    private static final long NOT_A_TIME = Long.MIN_VALUE;

    private static final long NO_ZONE = NOT_A_TIME + 1;
    private static final long TOO_FINE = NOT_A_TIME + 2;
    private static final long LEAP_SECOND = NOT_A_TIME + 3;
    private static final long LAST_FAULT = LEAP_SECOND;

    private static final long MICROS = 1_000_000L;

    /** {@code 2026-03-01T12:00:00}. */
    private static final int SECONDS_LENGTH = 19;

    private Rfc3339() {}

    /** Whether an answer of {@link #parse} is a fault. */
    public static boolean isFault(long answer) {
        return answer <= LAST_FAULT;
    }

    /** What is wrong. */
    public static String sentence(long fault) {
        if (fault == NO_ZONE) {
            return "the time has no zone; add Z or an offset";
        }
        if (fault == TOO_FINE) {
            return "the time has more than six decimals";
        }
        if (fault == LEAP_SECOND) {
            return "there is no second 60";
        }
        return "not a time of RFC 3339";
    }

    /** The instant in microseconds, or a fault. */
    public static long parse(byte[] text, int start, int length) {
        if (length < SECONDS_LENGTH) {
            return NOT_A_TIME;
        }
        int century = two(text, start);
        int yearOfCentury = two(text, start + 2);
        int month = two(text, start + 5);
        int day = two(text, start + 8);
        int hour = two(text, start + 11);
        int minute = two(text, start + 14);
        int second = two(text, start + 17);
        boolean shaped = (century | yearOfCentury | month | day | hour | minute | second) >= 0
                && text[start + 4] == '-'
                && text[start + 7] == '-'
                && (text[start + 10] | 0x20) == 't'
                && text[start + 13] == ':'
                && text[start + 16] == ':';
        if (!shaped) {
            return NOT_A_TIME;
        }
        int year = century * 100 + yearOfCentury;
        if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59) {
            return NOT_A_TIME;
        }
        if (second > 59) {
            return second == 60 ? LEAP_SECOND : NOT_A_TIME;
        }
        long seconds = epochDay(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second;
        return fractionAndZone(seconds * MICROS, text, start + SECONDS_LENGTH, start + length);
    }

    private static long fractionAndZone(long micros, byte[] text, int start, int end) {
        int at = start;
        long fraction = 0;
        if (at < end && text[at] == '.') {
            at++;
            int digits = 0;
            for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
                fraction = digits < 6 ? fraction * 10 + (text[at] - '0') : fraction;
                digits++;
            }
            if (digits == 0) {
                return NOT_A_TIME;
            }
            if (digits > 6) {
                return TOO_FINE;
            }
            for (; digits < 6; digits++) {
                fraction *= 10;
            }
        }
        if (at == end) {
            return NO_ZONE;
        }
        if ((text[at] | 0x20) == 'z') {
            return at + 1 == end ? micros + fraction : NOT_A_TIME;
        }
        return offset(micros + fraction, text, at, end);
    }

    private static long offset(long micros, byte[] text, int at, int end) {
        if (end - at != 6 || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') {
            return NOT_A_TIME;
        }
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return NOT_A_TIME;
        }
        long offset = (hours * 60L + minutes) * 60 * MICROS;
        return text[at] == '+' ? micros - offset : micros + offset;
    }

    /** Two digits, -1 when they are none. */
    private static int two(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar, years begun in March. */
    private static long epochDay(int year, int month, int day) {
        int marchYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(marchYear, 400);
        int yearOfEra = marchYear - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468L;
    }

    /** The instant as text in UTC with six decimals. */
    public static String text(Instant instant) {
        Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
        String seconds = micros.truncatedTo(ChronoUnit.SECONDS).toString();
        return seconds.substring(0, seconds.length() - 1)
                + String.format(Locale.ROOT, ".%06dZ", micros.getNano() / 1000);
    }

    /** Microseconds since 1970 UTC. */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / 1000);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
}
