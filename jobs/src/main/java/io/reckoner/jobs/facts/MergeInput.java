package io.reckoner.jobs.facts;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row group that is being merged: its sort key throughout, its other columns only while rows of it are wanted. */
final class MergeInput {
    private static final int ACCOUNT = FactSchema.index("account");
    private static final int TS = FactSchema.index("ts");
    private static final int EVENT_ID = FactSchema.index("event_id");

    private final FactFileReader file;
    private final int group;
    private final int rows;
    private final ColumnValues.Names accounts;
    private final ColumnValues.Numbers ts;
    private final ColumnValues.Ids ids;
    private final @Nullable ColumnValues[] columns = new ColumnValues[FactSchema.COLUMNS.size()];
    private final Codes.@Nullable Numbering[] numberings = new Codes.Numbering[FactSchema.COLUMNS.size()];
    private int wanted;

    MergeInput(FactFileReader file, int group) throws IOException {
        this.file = file;
        this.group = group;
        this.rows = file.rows(group);
        this.wanted = rows;
        this.accounts = (ColumnValues.Names) file.read(group, FactSchema.COLUMNS.get(ACCOUNT));
        this.ts = (ColumnValues.Numbers) file.read(group, FactSchema.COLUMNS.get(TS));
        this.ids = (ColumnValues.Ids) file.read(group, FactSchema.COLUMNS.get(EVENT_ID));
    }

    int rows() {
        return rows;
    }

    ColumnValues.Names accounts() {
        return accounts;
    }

    long ts(int row) {
        return ts.value(row);
    }

    /** Compares ids as UTF-8 bytes. */
    static int compareIds(MergeInput a, int rowOfA, MergeInput b, int rowOfB) {
        return Arrays.compareUnsigned(
                a.ids.bytes(),
                a.ids.starts()[rowOfA],
                a.ids.ends()[rowOfA],
                b.ids.bytes(),
                b.ids.starts()[rowOfB],
                b.ids.ends()[rowOfB]);
    }

    /** Adds rows {@code rows[from .. to-1]} of this input to a column. */
    void addTo(ColumnBuffer buffer, int column, int[] selected, int from, int to) throws IOException {
        ColumnValues values = columns[column];
        if (values == null) {
            values = load(column);
            columns[column] = values;
        }
        switch (values) {
            case ColumnValues.Numbers numbers -> {
                LongBuffer target = (LongBuffer) buffer;
                if (numbers.values() == null) {
                    target.appendConstant(numbers.same(), to - from);
                } else {
                    target.append(numbers.values(), selected, from, to);
                }
            }
            case ColumnValues.Flags flags -> ((FlagBuffer) buffer).append(flags.values(), selected, from, to);
            case ColumnValues.Names names ->
                addNames(names, numbering(names, buffer, column), buffer, selected, from, to);
            case ColumnValues.Ids texts ->
                ((BytesBuffer) buffer).append(texts.bytes(), texts.starts(), texts.ends(), selected, from, to);
        }
    }

    /** Tells that so many rows have been taken in all columns; after the last one the columns are let go. */
    void taken(int count) {
        wanted -= count;
        if (wanted == 0) {
            Arrays.fill(columns, null);
            Arrays.fill(numberings, null);
        }
    }

    private ColumnValues load(int column) throws IOException {
        if (column == ACCOUNT) {
            return accounts;
        }
        if (column == TS) {
            return ts;
        }
        return column == EVENT_ID ? ids : file.read(group, FactSchema.COLUMNS.get(column));
    }

    private Codes.Numbering numbering(ColumnValues.Names names, ColumnBuffer buffer, int column) {
        Codes.Numbering known = numberings[column];
        if (known == null) {
            known = buffer instanceof TagsBuffer tags
                    ? tags.numbering(names.texts()::get)
                    : ((TextBuffer) buffer).numbering(names.texts()::get);
            numberings[column] = known;
        }
        return known;
    }

    private static void addNames(
            ColumnValues.Names names,
            Codes.Numbering numbering,
            ColumnBuffer buffer,
            int[] selected,
            int from,
            int to) {
        if (buffer instanceof TagsBuffer tags) {
            tags.append(numbering, names.numbers(), selected, from, to);
        } else {
            ((TextBuffer) buffer).append(numbering, names.numbers(), selected, from, to);
        }
    }
}
