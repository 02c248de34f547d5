package io.reckoner.reports.table;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * One JSON object: title, columns, rows as objects, total, footnotes. Counts are JSON numbers; money, quantities and
 * shares are strings, so that no reader turns them into binary floating point. A blank is {@code null}.
 */
public final class JsonRenderer implements TableRenderer {
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public void render(ReportTable table, Appendable out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(new Indented(), new AppendableWriter(out))) {
            json.writeStartObject();
            json.writeStringProperty("title", table.title());
            json.writeStringProperty("subtitle", table.subtitle());
            json.writeArrayPropertyStart("columns");
            for (Column column : table.columns()) {
                json.writeStartObject();
                json.writeStringProperty("name", column.name());
                json.writeStringProperty("type", column.type().name().toLowerCase(java.util.Locale.ROOT));
                json.writeStringProperty("unit", column.type() == ColumnType.SHARE ? "" : column.unit());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("rows");
            for (List<Cell> row : table.rows()) {
                row(json, table, row);
            }
            json.writeEndArray();
            json.writeName("total");
            if (table.total().isEmpty()) {
                json.writeNull();
            } else {
                row(json, table, table.total());
            }
            json.writeArrayPropertyStart("footnotes");
            table.footnotes().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        out.append('\n');
    }

    private static void row(JsonGenerator json, ReportTable table, List<Cell> row) {
        json.writeStartObject();
        for (int c = 0; c < row.size(); c++) {
            Column column = table.columns().get(c);
            json.writeName(column.name());
            switch (row.get(c)) {
                case Cell.Blank blank -> json.writeNull();
                case Cell.Number number -> number(json, column, number.value());
                case Cell.Text text -> json.writeString(text.value());
                case Cell.At at -> json.writeString(at.value().toString());
                case Cell.Day day -> json.writeString(day.value().toString());
            }
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, Column column, BigDecimal value) {
        if (column.type() == ColumnType.COUNT || column.type() == ColumnType.AGE) {
            json.writeNumber(value.toBigIntegerExact());
        } else {
            json.writeString(NumberText.exactNumber(column, value));
        }
    }

    /** Two spaces and a plain line feed, on every system. */
    private static final class Indented extends ObjectWriteContext.Base {
        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public tools.jackson.core.PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter()
                    .withObjectIndenter(new tools.jackson.core.util.DefaultIndenter("  ", "\n"));
        }
    }

    /** Hands characters on to any {@link Appendable}; leaves it open. */
    private static final class AppendableWriter extends Writer {
        private final Appendable out;

        AppendableWriter(Appendable out) {
            this.out = out;
        }

        @Override
        public void write(char[] buffer, int from, int length) throws IOException {
            out.append(CharBuffer.wrap(buffer, from, length));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
