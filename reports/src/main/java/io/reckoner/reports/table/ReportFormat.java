package io.reckoner.reports.table;

import java.util.Locale;

/** The formats every command and page offers. */
public enum ReportFormat {
    TEXT,
    CSV,
    JSON;

    /** The word on the command line: {@code text}, {@code csv}, {@code json}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The renderer of this format; text is of any width. */
    public TableRenderer renderer() {
        return switch (this) {
            case TEXT -> TextRenderer.unbounded();
            case CSV -> new CsvRenderer();
            case JSON -> new JsonRenderer();
        };
    }
}
