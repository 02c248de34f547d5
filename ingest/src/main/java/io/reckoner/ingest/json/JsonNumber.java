package io.reckoner.ingest.json;

/**
 * A JSON number, exactly: {@code mantissa × 10^exponent}, judged without arithmetic on large exponents.
 *
 * <p>Canonical: a whole number of up to 18 digits has exponent 0, however it was written; any other has no zero at the
 * end of its mantissa. A {@link #wide} number has more than 18 significant digits; then mantissa and exponent are those
 * of the first 18.
 */
public final class JsonNumber {
    /** Answers of {@link #scaled} and {@link #rounded} that are no numbers. */
    public static final long NEGATIVE = -1;

    public static final long FRACTION = -2;
    public static final long TOO_LARGE = -3;

    private static final int DIGITS = 18;
    private static final long[] POWERS = new long[DIGITS + 1];
    private static final long EXPONENT_BOUND = 1L << 50;

    static {
        POWERS[0] = 1;
        for (int i = 1; i <= DIGITS; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    long mantissa;
    long exponent;
    boolean negative;
    boolean wide;

    /** Of a wide number: exponent of its last digit, and what it has that the first 18 digits do not show, as a hash. */
    private long lastExponent;

    private long rest;

    /** Of a wide number: whether its digits behind the 18th are less than, equal to or more than half a unit of it. */
    private int restAgainstHalf;

    /** How many of the eight bytes of a word, from the lowest, are digits before the first that is none. */
    static int digitsIn(long word) {
        long low = word - 0x3030_3030_3030_3030L;
        long high = word + 0x4646_4646_4646_4646L;
        return Long.numberOfTrailingZeros((low | high | word) & 0x8080_8080_8080_8080L) >>> 3;
    }

    /** The number written by the lowest {@code digits} bytes of a word, 1 to 7 of them. */
    static long valueOf(long word, int digits) {
        long tens = (word << (64 - digits * 8)) & 0x0F0F_0F0F_0F0F_0F0FL;
        tens = (tens * 10 + (tens >>> 8)) & 0x00FF_00FF_00FF_00FFL;
        long hundreds = (tens * 100 + (tens >>> 16)) & 0x0000_FFFF_0000_FFFFL;
        return (hundreds * 10_000 + (hundreds >>> 32)) & 0xFFFF_FFFFL;
    }

    void whole(long value) {
        mantissa = value;
        exponent = 0;
        negative = false;
        wide = false;
        rest = 0;
    }

    long hash() {
        return ContentHash.number(negative ? -mantissa : mantissa, exponent, rest);
    }

    /** Copies another number. */
    public void set(JsonNumber other) {
        mantissa = other.mantissa;
        exponent = other.exponent;
        negative = other.negative;
        wide = other.wide;
        lastExponent = other.lastExponent;
        rest = other.rest;
        restAgainstHalf = other.restAgainstHalf;
    }

    /**
     * The number times 10^scale, where that is whole: {@code 1.5} at scale 6 is 1,500,000; {@code 12.0} at scale 0 is
     * 12; {@code -0} is 0.
     *
     * @param limit the greatest number allowed, before scaling; {@code limit × 10^scale} must fit a long
     * @return or {@link #NEGATIVE}, {@link #FRACTION}, {@link #TOO_LARGE}
     */
    public long scaled(int scale, long limit) {
        if (mantissa == 0) {
            return 0;
        }
        if (negative) {
            return NEGATIVE;
        }
        if ((wide ? lastExponent : exponent) < -scale) {
            return FRACTION;
        }
        long shift = exponent + scale;
        if (wide || shift > DIGITS || mantissa > Long.MAX_VALUE / POWERS[(int) shift]) {
            return TOO_LARGE;
        }
        long value = mantissa * POWERS[(int) shift];
        return value > limit * POWERS[scale] ? TOO_LARGE : value;
    }

    /**
     * The number times 10^scale, rounded half-even to a whole one: {@code 0.0000000000025} at scale 12 is 2.
     *
     * @param limit numbers from this on are {@link #TOO_LARGE}; {@code limit × 10^scale} must fit a long
     * @return or {@link #NEGATIVE}, {@link #TOO_LARGE}
     */
    public long rounded(int scale, long limit) {
        if (mantissa == 0) {
            return 0;
        }
        if (negative) {
            return NEGATIVE;
        }
        long shift = exponent + scale;
        long value;
        if (shift > DIGITS) {
            return TOO_LARGE;
        } else if (shift >= 0) {
            if (mantissa > Long.MAX_VALUE / POWERS[(int) shift]) {
                return TOO_LARGE;
            }
            value = mantissa * POWERS[(int) shift];
            value += wide && roundsUp(restAgainstHalf, value) ? 1 : 0;
        } else if (shift < -DIGITS) {
            return 0;
        } else {
            long unit = POWERS[(int) -shift];
            value = mantissa / unit;
            int half = Long.compare(mantissa % unit, unit - mantissa % unit);
            value += roundsUp(half == 0 && wide ? 1 : half, value) ? 1 : 0;
        }
        return value >= limit * POWERS[scale] ? TOO_LARGE : value;
    }

    private static boolean roundsUp(int againstHalf, long value) {
        return againstHalf > 0 || againstHalf == 0 && (value & 1) == 1;
    }

    /** Reads a number of any spelling; answers where it ends. */
    int read(byte[] buf, int start, int end) {
        int at = start;
        negative = at < end && buf[at] == '-';
        at += negative ? 1 : 0;
        int wholeEnd = digits(buf, at, end);
        if (wholeEnd - at > 1 && buf[at] == '0') {
            throw JsonFault.NUMBER;
        }
        int digitsStart = at;
        int pointAt = wholeEnd;
        at = wholeEnd;
        if (at < end && buf[at] == '.') {
            at = digits(buf, at + 1, end);
        }
        int digitsEnd = at;
        long written = 0;
        long far = 0;
        if (at < end && (buf[at] | 0x20) == 'e') {
            int sign = at + 1 < end ? buf[at + 1] : 0;
            int from = at + (sign == '+' || sign == '-' ? 2 : 1);
            at = digits(buf, from, end);
            written = readExponent(buf, from, at);
            far = written == EXPONENT_BOUND ? farHash(buf, from, at) : 0;
            written = sign == '-' ? -written : written;
        }
        weigh(buf, digitsStart, pointAt, digitsEnd, written);
        if (mantissa != 0) {
            rest += far;
        }
        return at;
    }

    /** One digit at least. */
    private static int digits(byte[] buf, int start, int end) {
        int at = start;
        while (at < end && buf[at] >= '0' && buf[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw JsonFault.NUMBER;
        }
        return at;
    }

    private static long readExponent(byte[] buf, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            value = Math.min(EXPONENT_BOUND, value * 10 + (buf[i] - '0'));
        }
        return value;
    }

    /** Beyond the bound only the spelling tells exponents apart. */
    private static long farHash(byte[] buf, int start, int end) {
        int first = start;
        while (buf[first] == '0') {
            first++;
        }
        return TextHash.of(buf, first, end - first);
    }

    /** Finds the significant digits and brings the number into its canonical form. */
    private void weigh(byte[] buf, int start, int pointAt, int end, long written) {
        int first = start;
        while (first < end && (buf[first] == '0' || buf[first] == '.')) {
            first++;
        }
        int last = end - 1;
        while (last >= first && (buf[last] == '0' || buf[last] == '.')) {
            last--;
        }
        wide = false;
        rest = 0;
        mantissa = 0;
        exponent = 0;
        if (last < first) {
            negative = false;
            return;
        }
        int taken = 0;
        int at = first;
        for (; at <= last && taken < DIGITS; at++) {
            if (buf[at] != '.') {
                mantissa = mantissa * 10 + (buf[at] - '0');
                taken++;
            }
        }
        exponent = written + place(at - 1, pointAt);
        if (at <= last) {
            lastExponent = written + place(last, pointAt);
            widen(buf, buf[at] == '.' ? at + 1 : at, last);
        } else {
            settle(taken);
        }
    }

    /** The power of ten of the digit at this place, when the point stands (or would stand) at {@code pointAt}. */
    private static int place(int at, int pointAt) {
        return at < pointAt ? pointAt - 1 - at : pointAt - at;
    }

    private void widen(byte[] buf, int next, int last) {
        wide = true;
        restAgainstHalf = next == last ? Integer.compare(buf[next], '5') : buf[next] < '5' ? -1 : 1;
        long hash = TextHash.SEED;
        for (int i = next; i <= last; i++) {
            if (buf[i] != '.') {
                hash = TextHash.word(hash, buf[i]);
            }
        }
        rest = hash;
    }

    /** Whole numbers of up to 18 digits are written out; all others keep no zero at the end. */
    private void settle(int digits) {
        if (exponent > 0 && digits + exponent <= DIGITS) {
            mantissa *= POWERS[(int) exponent];
            exponent = 0;
        }
    }
}
