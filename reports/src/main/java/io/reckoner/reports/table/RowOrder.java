package io.reckoner.reports.table;

import java.util.function.Predicate;

/**
 * The order of rows that somebody asks for.
 *
 * @param column name of a column of the report
 */
public record RowOrder(String column, Direction direction) {
    /** Smallest first, or largest first. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /**
     * Reads {@code charge:asc}, {@code model:desc}, or a name alone: figures fall, words and times rise.
     *
     * @param isFigure whether a column of this name holds figures
     */
    public static RowOrder parse(String text, Predicate<String> isFigure) {
        int colon = text.lastIndexOf(':');
        String end = colon < 0 ? "" : text.substring(colon + 1);
        return switch (end) {
            case "asc" -> new RowOrder(text.substring(0, colon), Direction.ASCENDING);
            case "desc" -> new RowOrder(text.substring(0, colon), Direction.DESCENDING);
            default -> new RowOrder(text, isFigure.test(text) ? Direction.DESCENDING : Direction.ASCENDING);
        };
    }
}
