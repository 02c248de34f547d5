package io.reckoner.reports.table;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A way to write a {@link ReportTable} down. The same table always gives the same characters, whatever the locale. */
public sealed interface TableRenderer permits TextRenderer, CsvRenderer, JsonRenderer {
    void render(ReportTable table, Appendable out) throws IOException;

    /** The table as one string. */
    default String render(ReportTable table) {
        StringBuilder text = new StringBuilder();
        try {
            render(table, text);
        } catch (IOException cannotHappen) {
            throw new UncheckedIOException(cannotHappen);
        }
        return text.toString();
    }
}
