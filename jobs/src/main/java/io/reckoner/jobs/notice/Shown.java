package io.reckoner.jobs.notice;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.money.Rounding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures as a mail shows them: in UTC, with a point, whatever the machine's zone and language. */
final class Shown {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Credits of a plan: 100 to the dollar. */
    private static final int CREDIT_PLACES = 2;

    private Shown() {}

    /** An amount that was or will be charged, exactly. */
    static String amount(Money amount) {
        return amount + " USD";
    }

    /** What can be spent, in whole cents: 12.349 is 12.34, and a debt of 0.001 is -0.01. */
    static String balance(Money balance) {
        return Rounding.shown(balance, 2).toPlainString() + " USD";
    }

    /** Whole credits, of which 100 are a dollar: 12.349 USD are 1234 credits. */
    static String credits(Money amount) {
        return Rounding.shown(amount, CREDIT_PLACES)
                        .movePointRight(CREDIT_PLACES)
                        .toPlainString() + " credits";
    }

    /** To the minute; the seconds are cut off. */
    static String instant(Instant at) {
        return INSTANT.format(at);
    }
}
