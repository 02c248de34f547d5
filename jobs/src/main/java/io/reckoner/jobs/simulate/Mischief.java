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

    /** Nothing goes wrong. */
    public static final Mischief NONE = new Mischief(Map.of());

    /** As much as a demonstration needs to show each trick within a month. */
    public static Mischief lively() {
        EnumMap<Trick, Integer> shares = new EnumMap<>(Trick.class);
        shares.put(Trick.DUPLICATE, 1500);
        shares.put(Trick.CONFLICT, 60);
        shares.put(Trick.TORN_LINE, 40);
        shares.put(Trick.UNKNOWN_KEY, 60);
        shares.put(Trick.UNKNOWN_MODEL, 120);
        shares.put(Trick.NEGATIVE_COUNT, 30);
        shares.put(Trick.BROKEN_IDENTITY, 40);
        shares.put(Trick.BAD_TIME, 30);
        shares.put(Trick.LATE, 150);
        shares.put(Trick.BLANK, 80);
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
