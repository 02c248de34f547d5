package io.reckoner.reports.table;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Cells as characters. */
final class NumberText {
    private static final DateTimeFormatter TO_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TO_MICROSECOND = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final BigDecimal HOURS_OF_A_DAY = BigDecimal.valueOf(24);
    private static final BigDecimal HOURS_UNTIL_DAYS = BigDecimal.valueOf(48);

    private NumberText() {}

    /**
     * Decimals to show in a column: as many as its cells need, at least two for money and one for shares, never more than
     * the column allows.
     */
    static int decimals(Column column, List<Cell> cells) {
        int least =
                switch (column.type()) {
                    case MONEY, BALANCE, DEBT -> Math.min(2, column.decimals());
                    case SHARE -> column.decimals();
                    case TEXT, COUNT, QUANTITY, FIGURE, AGE, INSTANT, DAY -> 0;
                };
        int needed = least;
        for (Cell cell : cells) {
            if (cell instanceof Cell.Number number) {
                needed = Math.max(needed, number.value().stripTrailingZeros().scale());
            }
        }
        return Math.min(needed, column.decimals());
    }

    /** The cell as text shows it. */
    static String shown(Column column, Cell cell, int decimals) {
        return switch (cell) {
            case Cell.Blank blank -> blank(column, blank);
            case Cell.Text text -> Printable.of(text.value());
            case Cell.At at -> instant(at.value());
            case Cell.Day day -> day.value().toString();
            case Cell.Number number ->
                switch (column.type()) {
                    case FIGURE -> figure(number.value(), decimals);
                    case AGE -> age(number.value());
                    case COUNT, QUANTITY, MONEY, BALANCE, DEBT, SHARE, TEXT, INSTANT, DAY ->
                        number(column, number.value(), decimals);
                };
        };
    }

    private static String blank(Column column, Cell.Blank blank) {
        return switch (blank) {
            case NONE -> "(none)";
            case BLANK -> column.type().isLeft() ? "" : "–";
        };
    }

    private static String number(Column column, BigDecimal value, int decimals) {
        BigDecimal whole = column.type() == ColumnType.SHARE ? value.movePointRight(2) : value;
        RoundingMode mode =
                switch (column.type()) {
                    case BALANCE -> RoundingMode.FLOOR;
                    case DEBT -> RoundingMode.CEILING;
                    case MONEY, COUNT, QUANTITY, FIGURE, SHARE, AGE, TEXT, INSTANT, DAY -> RoundingMode.HALF_EVEN;
                };
        BigDecimal shown = whole.setScale(decimals, mode);
        if (shown.signum() == 0 && whole.signum() != 0 && column.type() != ColumnType.BALANCE) {
            // A little is not nothing: 0.0000001 at six decimals is shown as <0.000001.
            return (whole.signum() < 0 ? ">-" : "<")
                    + BigDecimal.ONE.movePointLeft(decimals).toPlainString();
        }
        return grouped(shown);
    }

    /** Hours while two days have not passed, then whole days. */
    private static String age(BigDecimal hours) {
        return hours.compareTo(HOURS_UNTIL_DAYS) < 0
                ? grouped(hours) + " h"
                : grouped(hours.divideToIntegralValue(HOURS_OF_A_DAY).setScale(0)) + " d";
    }

    /** The number without trailing zeros, and blanks where a longer one below it has decimals. */
    private static String figure(BigDecimal value, int decimals) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        int own = Math.max(0, plain.scale());
        int missing = decimals - own + (own == 0 && decimals > 0 ? 1 : 0);
        return grouped(plain) + " ".repeat(Math.max(0, missing));
    }

    /** Thousands separated by commas: {@code -1234567.50} is {@code -1,234,567.50}. */
    static String grouped(BigDecimal value) {
        String plain = value.abs().toPlainString();
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        StringBuilder text = new StringBuilder(plain);
        for (int at = end - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return value.signum() < 0 ? text.insert(0, '-').toString() : text.toString();
    }

    /** UTC, with microseconds only where there are some. */
    static String instant(Instant value) {
        return (value.getNano() == 0 ? TO_SECOND : TO_MICROSECOND).format(value);
    }

    /** The exact value for machines: plain digits, a point, no separators. Empty for a blank. */
    static String exact(Column column, Cell cell) {
        return switch (cell) {
            case Cell.Blank blank -> "";
            case Cell.Text text -> text.value();
            case Cell.At at -> at.value().toString();
            case Cell.Day day -> day.value().toString();
            case Cell.Number number -> exactNumber(column, number.value());
        };
    }

    /** Money always with twelve decimals, so that columns of one file look alike; all else as it is. */
    static String exactNumber(Column column, BigDecimal value) {
        return switch (column.type()) {
            case MONEY, BALANCE, DEBT ->
                value.setScale(Math.max(Column.EXACT_DECIMALS, value.scale())).toPlainString();
            case COUNT, AGE -> value.toBigIntegerExact().toString();
            case QUANTITY, FIGURE, SHARE, TEXT, INSTANT, DAY -> value.toPlainString();
        };
    }
}
