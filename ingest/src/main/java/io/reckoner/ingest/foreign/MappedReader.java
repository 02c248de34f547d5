package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.decode.ForeignRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads rows whose columns are mapped to members of events. */
final class MappedReader implements ForeignRows.Reader {
    /** With time and usage what a row without id is known by. */
    private static final List<MappedField> WHOSE =
            List.of(MappedField.ACCOUNT, MappedField.KEY, MappedField.PROVIDER, MappedField.MODEL);

    private static final List<MappedField> BESIDES =
            List.of(MappedField.REQUESTED_MODEL, MappedField.SERVICE_TIER, MappedField.UPSTREAM_ID);

    /** {@code 1.23457E+17}, in German {@code 1,23457E+17}: what a spreadsheet makes of a long number. */
    private static final Pattern ROUNDED = Pattern.compile("[0-9]([.,][0-9]+)?E\\+[0-9]+");

    private static final Row.Heading NOTHING = new Row.Heading();

    private final Records records;
    private final RowMeaning meaning;
    private final Terms terms;
    private final Map<String, String> tags;
    private final RowIds ids;

    MappedReader(ForeignMapping mapping, Records records, RowMeaning meaning) {
        this.records = records;
        this.meaning = meaning;
        terms = new Terms(mapping, meaning);
        tags = new TreeMap<>(mapping.columns().tags());
        ids = new RowIds(mapping.source());
    }

    @Override
    public Row next(byte[] buf, int start, int length) {
        return row(records.take(buf, start, length));
    }

    @Override
    public Row passedOver() {
        return row(records.passedOver());
    }

    private Row row(Records.Taken taken) {
        return switch (taken) {
            case Records.Taken.Nothing nothing -> NOTHING;
            case Records.Taken.Part part -> new Row.Continued();
            case Records.Taken.Bad bad -> new Row.Bad(bad.verdict());
            case Records.Taken.Unfit unfit -> new Row.Unfit(unfit.misfits());
            case Records.Taken.Whole whole -> event(whole.cells());
        };
    }

    private Row event(Cells given) {
        try {
            Cells row = meaning.opened(given);
            EventText event = new EventText();
            if (!meaning.write(row, terms, event)) {
                return NOTHING;
            }
            add(event, WHOSE, row);
            String id = terms.of(MappedField.ID, row);
            if (ROUNDED.matcher(id).matches()) {
                throw RowFault.field(
                        "the id is a number that a spreadsheet has rounded, and may be that of several rows;"
                                + " export it as text");
            }
            event.text("id", id.isEmpty() ? ids.of(event.bytes()) : id);
            add(event, BESIDES, row);
            event.text("key_kind", or(terms.of(MappedField.KEY_KIND, row), "payg"));
            event.text("endpoint", or(terms.of(MappedField.ENDPOINT, row), "chat"));
            event.json("tags", tags(row));
            return new Row.Line(event.bytes());
        } catch (RowFault fault) {
            return new Row.Bad(fault.verdict());
        } catch (UnfitFile unfit) {
            return new Row.Unfit(List.of(unfit.misfit()));
        }
    }

    private void add(EventText event, List<MappedField> fields, Cells row) {
        for (MappedField field : fields) {
            event.text(field.code(), terms.of(field, row));
        }
    }

    static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private String tags(Cells row) {
        List<String> members = new ArrayList<>();
        tags.forEach((tag, column) -> {
            String text = row.cell(column);
            if (!text.isEmpty()) {
                members.add(EventText.quoted(tag) + ":" + EventText.quoted(text));
            }
        });
        return members.isEmpty() ? "" : "{" + String.join(",", members) + "}";
    }

    @Override
    public boolean isDaily() {
        return meaning.isDaily();
    }

    @Override
    public List<ForeignRows.Misfit> atEnd() {
        return records.atEnd();
    }
}
