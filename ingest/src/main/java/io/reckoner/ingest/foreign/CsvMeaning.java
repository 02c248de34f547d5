package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import io.reckoner.ingest.line.Rfc3339;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A CSV file that says nothing of itself: every column is stated. An empty count is none. */
final class CsvMeaning implements RowMeaning {
    private static final List<MappedField> NUMBERS =
            List.of(MappedField.ATTEMPT, MappedField.LATENCY_MS, MappedField.TTFT_MS, MappedField.VENDOR_COST_USD);

    private final ColumnMapping mapping;

    /** Counts by their path, so that those of one object stand together. */
    private final Map<String, String> usage;

    CsvMeaning(ColumnMapping mapping) {
        this.mapping = mapping;
        usage = new TreeMap<>(mapping.usage());
    }

    @Override
    public List<Misfit> misfits(List<String> heading) {
        return Headings.misfits(mapping, heading);
    }

    @Override
    public boolean isDaily() {
        return mapping.time().isDaily();
    }

    @Override
    public String raw(MappedField field, Cells row) {
        return "";
    }

    @Override
    public boolean write(Cells row, Terms terms, EventText event) {
        event.text("ts", Rfc3339.text(mapping.time().read(terms.of(MappedField.TS, row))));
        String outcome = MappedReader.or(terms.of(MappedField.OUTCOME, row), "ok");
        boolean isFine = outcome.equals("ok");
        String status = terms.number(MappedField.STATUS, row);
        event.text("outcome", outcome).json("status", MappedReader.or(status, isFine ? "200" : "0"));
        String counts = counts(row, usage);
        if (counts.isEmpty() && isFine) {
            throw RowFault.field("the row has no counts, but its outcome is ok");
        }
        String source = MappedReader.or(terms.of(MappedField.USAGE_SOURCE, row), "provider");
        event.text("usage_source", counts.isEmpty() ? "none" : source)
                .text("format", mapping.format().code())
                .json("usage", counts);
        NUMBERS.forEach(field -> event.json(field.code(), terms.number(field, row)));
        String stream = terms.of(MappedField.STREAM, row);
        if (!stream.isEmpty() && !stream.equals("true") && !stream.equals("false")) {
            throw RowFault.field("stream must be true or false; give other words under values");
        }
        event.json("stream", stream);
        return true;
    }

    /** The usage object; empty where all its cells are. */
    private static String counts(Cells row, Map<String, String> columns) {
        Map<String, Object> tree = new TreeMap<>();
        columns.forEach((path, column) -> {
            String text = Terms.count(path, row.cell(column));
            if (!text.isEmpty()) {
                put(tree, path, text);
            }
        });
        return tree.isEmpty() ? "" : json(tree);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String path, String text) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, text);
        } else {
            put(
                    (Map<String, Object>) tree.computeIfAbsent(path.substring(0, dot), name -> new TreeMap<>()),
                    path.substring(dot + 1),
                    text);
        }
    }

    private static String json(Map<?, ?> tree) {
        StringBuilder json = new StringBuilder("{");
        tree.forEach((name, value) -> json.append(json.length() > 1 ? "," : "")
                .append(EventText.quoted(String.valueOf(name)))
                .append(':')
                .append(value instanceof Map<?, ?> inner ? json(inner) : value));
        return json.append('}').toString();
    }
}
