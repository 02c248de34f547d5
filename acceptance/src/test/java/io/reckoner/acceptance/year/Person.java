package io.reckoner.acceptance.year;

import io.reckoner.jobs.payment.GatewayServer.Mood;
import io.reckoner.jobs.payment.Means;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** One account: how it lives, and how its card behaves. Everything but the number of charges follows from its number. */
final class Person {
    /** What kind of customer. */
    enum Style {
        STARTER_BY_CARD,
        AUTOMATIC,
        STARTER_BY_CREEM,
        TIGHT_BY_CARD,
        CARD,
        TRANSFER,
        PREMIUM_BY_CARD,
        CLOSED_BY_CARD
    }

    /** Days after joining on which a card that goes bad does so, and how long. */
    private static final int GOES_BAD = 26;

    private static final int BAD_FOR_GOOD = 16;
    private static final int BAD_FOR_A_WHILE = 7;
    private static final int AGAIN = 90;

    final int number;
    final LocalDate joins;
    final Style style;
    private final long seed;
    private final AtomicInteger charges = new AtomicInteger();
    private volatile LocalDate today = LocalDate.MIN;

    Person(int number, LocalDate joins, long seed) {
        this.number = number;
        this.joins = joins;
        this.seed = seed;
        this.style = Style.values()[number % Style.values().length];
    }

    String account() {
        return String.format(Locale.ROOT, "acc_%05d", number);
    }

    String paygKey() {
        return "payg_" + account();
    }

    String planKey() {
        return "plan_" + account();
    }

    String customer() {
        return "cus_" + number;
    }

    Means.StoredMethod card() {
        return new Means.StoredMethod(customer(), "pm_" + number);
    }

    boolean isThere(LocalDate day) {
        return !day.isBefore(joins);
    }

    void lives(LocalDate day) {
        today = day;
    }

    /** Empty where it never buys a plan. */
    String plan() {
        return switch (style) {
            case STARTER_BY_CARD, STARTER_BY_CREEM -> "starter";
            case TIGHT_BY_CARD -> "tight";
            case PREMIUM_BY_CARD -> "premium";
            case CLOSED_BY_CARD -> "closed";
            case AUTOMATIC, CARD, TRANSFER -> "";
        };
    }

    /** What becomes of the next charge of its card. */
    Mood mood() {
        int charge = charges.incrementAndGet();
        if (isCardBad()) {
            return Mood.DECLINES;
        }
        int dice = Chance.of(seed * 31 + number * 1_000_003L + charge).below(1_000);
        if (dice < 2) {
            return Mood.MOVES_MONEY_AND_TIMES_OUT;
        }
        if (dice < 50) {
            return Mood.MOVES_MONEY_AND_BREAKS_OFF;
        }
        if (dice < 65) {
            return Mood.MOVES_MONEY_AND_FAILS;
        }
        if (dice < 80) {
            return Mood.MOVES_MONEY_AND_GARBLES;
        }
        if (dice < 100) {
            return Mood.FAILS_BEFORE_MOVING_MONEY;
        }
        if (dice < 135) {
            return Mood.DEMANDS_3DS;
        }
        return dice < 175 ? Mood.DECLINES : Mood.ANSWERS;
    }

    private boolean isCardBad() {
        int length =
                switch (number % 5) {
                    case 3 -> BAD_FOR_GOOD;
                    case 4 -> BAD_FOR_A_WHILE;
                    default -> 0;
                };
        long day = (today.toEpochDay() - joins.toEpochDay() - GOES_BAD) % AGAIN;
        return day >= 0 && day < length;
    }
}
