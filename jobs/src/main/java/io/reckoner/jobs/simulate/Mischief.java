package io.reckoner.jobs.simulate;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What goes wrong in a log now and then: each trick with its share of events, in millionths.
 *
 * @param perMillion by trick; absent ones do not happen
 */
public record Mischief(Map<Trick, Integer> perMillion) {
    /** One way of going wrong. */
    public enum Trick {
        /** The same line once more. */
        DUPLICATE,
        /** The same id once more with other counts. */
        CONFLICT,
        /** A line cut off in the middle. */
        TORN_LINE,
        /** A key nobody has. */
        UNKNOWN_KEY,
        /** A model without a price. */
        UNKNOWN_MODEL,
        /** A count below zero. */
        NEGATIVE_COUNT,
        /** Parts that do not add up. */
        BROKEN_IDENTITY,
        /** A time nobody can read. */
        BAD_TIME,
        /** An event whose time lies before what its proxy had already promised. */
        LATE,
        /** An empty line. */
        BLANK
    }

    private static final long ENOUGH_EVENTS = 100_000;

    /** Nothing goes wrong. */
    public static final Mischief NONE = new Mischief(Map.of());

    /** As much as a demonstration of some hundred thousand events needs to show each trick within a month. */
    public static Mischief lively() {
        return lively(1);
    }

    /**
     * Enough to show each trick among this many events, but no more than sixty times what is usual: below 3 % of the events
     * are then set aside.
     */
    public static Mischief among(long events) {
        return lively((int) Math.clamp(ENOUGH_EVENTS / Math.max(1, events), 1, 60));
    }

    private static Mischief lively(int times) {
        EnumMap<Trick, Integer> shares = new EnumMap<>(Trick.class);
        shares.put(Trick.DUPLICATE, 1500 * times);
        shares.put(Trick.CONFLICT, 60 * times);
        shares.put(Trick.TORN_LINE, 40 * times);
        shares.put(Trick.UNKNOWN_KEY, 60 * times);
        shares.put(Trick.UNKNOWN_MODEL, 120 * times);
        shares.put(Trick.NEGATIVE_COUNT, 30 * times);
        shares.put(Trick.BROKEN_IDENTITY, 40 * times);
        shares.put(Trick.BAD_TIME, 30 * times);
        shares.put(Trick.LATE, 150 * times);
        shares.put(Trick.BLANK, 80 * times);
        return new Mischief(shares);
    }

    public Mischief {
        perMillion = perMillion.isEmpty() ? Map.of() : Map.copyOf(perMillion);
    }

    /** Whether a trick is played on this event; one number is drawn for each trick with a share. */
    boolean plays(Trick trick, SplittableRandom random) {
        int share = perMillion.getOrDefault(trick, 0);
        return share > 0 && random.nextInt(1_000_000) < share;
    }
}
