package io.reckoner.reports.table;

/** What the cells of a column hold; it fixes alignment and the way they are written. */
public enum ColumnType {
    /** Words, to the left; the only kind a narrow terminal may cut short. */
    TEXT,
    /** Whole numbers with thousands separated: {@code 12,345}. */
    COUNT,
    /** Numbers that may have decimals and are not money, such as seconds: {@code 1,234.5}. */
    QUANTITY,
    /** Numbers of several kinds below one another, exact and with decimals of their own, points in one line. */
    FIGURE,
    /** US dollars, exact to 12 decimals; text rounds them half-even to the column's decimals. */
    MONEY,
    /** US dollars somebody may spend: text rounds down, so that no more is shown than there is. */
    BALANCE,
    /** US dollars somebody owes, as a positive amount: text rounds up, so that no less is shown than is owed. */
    DEBT,
    /** A part of a whole, held as a fraction and shown in per cent: 0.125 is {@code 12.5}. */
    SHARE,
    /** An age in whole hours; text shows {@code 47 h}, and from 48 hours on whole days: {@code 3 d}. */
    AGE,
    /** An instant, shown in UTC: {@code 2026-03-01 07:05:00}. */
    INSTANT,
    /** A calendar day. */
    DAY;

    boolean isLeft() {
        return switch (this) {
            case TEXT, INSTANT, DAY -> true;
            case COUNT, QUANTITY, FIGURE, MONEY, BALANCE, DEBT, SHARE, AGE -> false;
        };
    }
}
