package io.reckoner.reports.sql;

/** Finds the semicolon that ends a statement: one that stands in no quotes and no comment. */
final class StatementEnd {
    private StatementEnd() {}

    /** Whether a statement ends within the text, so that another could follow. */
    static boolean isWithin(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char sign = sql.charAt(at);
            if (sign == ';') {
                return true;
            }
            at = switch (sign) {
                case '\'', '"' -> past(sql, at + 1, String.valueOf(sign));
                case '$' -> dollarQuoted(sql, at);
                case '-' -> sql.startsWith("--", at) ? past(sql, at + 2, "\n") : at + 1;
                case '/' -> sql.startsWith("/*", at) ? past(sql, at + 2, "*/") : at + 1;
                default -> at + 1;
            };
        }
        return false;
    }

    private static int past(String sql, int from, String end) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    /** {@code $$text$$} or {@code $tag$text$tag$}; a lone dollar sign is only that. */
    private static int dollarQuoted(String sql, int at) {
        int close = sql.indexOf('$', at + 1);
        if (close < 0 || !sql.substring(at + 1, close).matches("[A-Za-z_0-9]*")) {
            return at + 1;
        }
        return past(sql, close + 1, sql.substring(at, close + 1));
    }
}
