package io.reckoner.reports.cost;

/**
 * The order of rows.
 *
 * @param column name of a column of the report
 */
public record CostOrder(String column, Direction direction) {
    /** Smallest first, or largest first. */
    public enum Direction {
        ASCENDING,
        DESCENDING
    }

    /** Reads {@code charge} (numbers fall, words rise) or {@code charge:asc}, {@code model:desc}. */
    public static CostOrder parse(String text) {
        int colon = text.lastIndexOf(':');
        String end = colon < 0 ? "" : text.substring(colon + 1);
        return switch (end) {
            case "asc" -> new CostOrder(text.substring(0, colon), Direction.ASCENDING);
            case "desc" -> new CostOrder(text.substring(0, colon), Direction.DESCENDING);
            default -> new CostOrder(text, CostMetric.isMetric(text) ? Direction.DESCENDING : Direction.ASCENDING);
        };
    }
}
