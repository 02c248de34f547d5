package io.reckoner.reports.table;

import java.math.BigDecimal;

/** A count and its noun, as a sentence has them: {@code 1 model}, {@code 2,982 models}, {@code 0 models}. */
public final class Counted {
    private Counted() {}

    /** With a noun whose plural ends in s. */
    public static String of(long count, String noun) {
        return of(count, noun, noun + "s");
    }

    /** With words that differ otherwise: {@code entry} and {@code entries}, {@code line is} and {@code lines are}. */
    public static String of(long count, String one, String many) {
        return TextRenderer.count(BigDecimal.valueOf(count)) + " " + (count == 1 ? one : many);
    }
}
