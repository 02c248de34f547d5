package io.reckoner.ingest.json;

/**
 * The hash of a JSON value: equal for equal values however they are written, else different.
 *
 * <p>Order of members, whitespace, escapes and the spelling of numbers do not matter ({@code 12.0 = 1.2e1 = 12}, {@code
 * -0 = 0}); a member that is {@code null} is absent; the order of an array matters. Kept in the sameness index, so it
 * never changes.
 */
public final class ContentHash {
    /** The hash of {@code null}. */
    public static final long NULL = 0x13198A2E03707344L;

    static final long TRUE = 0xA4093822299F31D0L;
    static final long FALSE = 0x082EFA98EC4E6C89L;

    private static final long TEXT = 0x452821E638D01377L;
    private static final long NUMBER = 0xBE5466CF34E90C6DL;
    private static final long ARRAY = 0xC0AC29B7C97C50DDL;
    private static final long OBJECT = 0x3F84D5B5B5470917L;

    private ContentHash() {}

    /** A string with this {@link TextHash}. */
    public static long text(long textHash) {
        return textHash ^ TEXT;
    }

    /** A number {@code mantissa × 10^exponent} in its one canonical form; {@code rest} is zero unless it is wider. */
    static long number(long mantissa, long exponent, long rest) {
        return TextHash.mix(mantissa ^ NUMBER, exponent + rest);
    }

    /** An array before its first {@link #element}. */
    public static long emptyArray() {
        return ARRAY;
    }

    /** The array with one more element. */
    public static long element(long array, long value) {
        return TextHash.mix(array, value);
    }

    /** The array when all its elements are in. */
    public static long array(long elements, int count) {
        return TextHash.mix(elements, count ^ ARRAY);
    }

    /** What a member adds to the sum of its object: nothing if it is null. */
    public static long member(long nameHash, long value) {
        return value == NULL ? 0 : TextHash.mix(nameHash, value);
    }

    /** An object whose members add up to this. */
    public static long object(long sumOfMembers) {
        return TextHash.mix(sumOfMembers, OBJECT);
    }
}
