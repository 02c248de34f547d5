package io.reckoner.reports.table;

/**
 * One column.
 *
 * @param name the name in CSV and JSON, and for sorting: {@code charge_input}
 * @param heading the words above it in text
 * @param unit what one stands for, such as {@code USD} or {@code tokens}; empty where there is nothing to say
 * @param decimals most decimals that text shows; CSV and JSON are always exact
 */
public record Column(String name, String heading, ColumnType type, String unit, int decimals) {
    /** Decimals of money in text unless the column says otherwise: a millionth of a dollar. */
    public static final int SHOWN_DECIMALS = 6;

    /** Decimals of money in the books. */
    public static final int EXACT_DECIMALS = 12;

    public Column {
        if (name.isBlank() || heading.isBlank()) {
            throw new IllegalArgumentException("a column needs a name and a heading");
        }
        if (decimals < 0 || decimals > EXACT_DECIMALS) {
            throw new IllegalArgumentException("column " + name + ": 0 to 12 decimals, not " + decimals);
        }
    }

    public static Column text(String name, String heading) {
        return new Column(name, heading, ColumnType.TEXT, "", 0);
    }

    public static Column count(String name, String heading) {
        return new Column(name, heading, ColumnType.COUNT, "", 0);
    }

    public static Column quantity(String name, String heading) {
        return new Column(name, heading, ColumnType.QUANTITY, "", SHOWN_DECIMALS);
    }

    /** Numbers of several kinds, exact. */
    public static Column figure(String name, String heading) {
        return new Column(name, heading, ColumnType.FIGURE, "", EXACT_DECIMALS);
    }

    /** Dollars, at most six decimals in text. */
    public static Column money(String name, String heading) {
        return new Column(name, heading, ColumnType.MONEY, "USD", SHOWN_DECIMALS);
    }

    /** Dollars to the last of twelve decimals, also in text. */
    public static Column exactMoney(String name, String heading) {
        return new Column(name, heading, ColumnType.MONEY, "USD", EXACT_DECIMALS);
    }

    /** Dollars that can be spent: whole cents in text, rounded down. */
    public static Column balance(String name, String heading) {
        return new Column(name, heading, ColumnType.BALANCE, "USD", 2);
    }

    /** Credits of a subscription's pools that can be spent, 100 to the dollar: at most four decimals in text, rounded down. */
    public static Column credits(String name, String heading) {
        return new Column(name, heading, ColumnType.BALANCE, "credits", SHOWN_DECIMALS - 2);
    }

    /** Dollars that are owed, as a positive amount: whole cents in text, rounded up. */
    public static Column debt(String name, String heading) {
        return new Column(name, heading, ColumnType.DEBT, "USD", 2);
    }

    /** Whole hours; in text days from 48 hours on. */
    public static Column age(String name, String heading) {
        return new Column(name, heading, ColumnType.AGE, "", 0);
    }

    public static Column share(String name, String heading) {
        return new Column(name, heading, ColumnType.SHARE, "%", 1);
    }

    public static Column instant(String name, String heading) {
        return new Column(name, heading, ColumnType.INSTANT, "UTC", 0);
    }

    public static Column day(String name, String heading) {
        return new Column(name, heading, ColumnType.DAY, "", 0);
    }

    /** The same column under another name in CSV and JSON. */
    public Column named(String otherName) {
        return new Column(otherName, heading, type, unit, decimals);
    }

    /** The same column with another unit. */
    public Column in(String otherUnit) {
        return new Column(name, heading, type, otherUnit, decimals);
    }

    /** The same column with other decimals in text. */
    public Column showing(int otherDecimals) {
        return new Column(name, heading, type, unit, otherDecimals);
    }
}
