package io.reckoner.jobs.facts;

import io.reckoner.kernel.usage.EventBlock;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The rows of the current block that belong to one open day. */
final class DayRows {
    final FactDay file;
    final int[] selected = new int[EventBlock.CAPACITY];
    int count;

    /** Bytes of ids and tags held and selected. */
    long textBytes;

    private final Codes.@Nullable Numbering[] numberings = new Codes.Numbering[FactSchema.COLUMNS.size()];

    DayRows(FactDay file) {
        this.file = file;
    }

    LocalDate day() {
        return file.day();
    }

    /** Rows held and selected. */
    int rows() {
        return file.rows().rows() + count;
    }

    /** Writes the rows held as a row group. */
    void flush() throws IOException {
        file.flush();
        textBytes = 0;
    }

    /** Gives back the memory of rows that were held once. */
    void forgetCapacity() {
        file.forgetCapacity();
        Arrays.fill(numberings, null);
    }

    ColumnBuffer buffer(int column) {
        return file.rows().columns().get(column);
    }

    /** The column's numbering for numbers that mean the same in every block. */
    Codes.Numbering numbering(int column, IntFunction<String> texts) {
        Codes.Numbering known = numberings[column];
        if (known == null) {
            known = ((TextBuffer) buffer(column)).numbering(texts);
            numberings[column] = known;
        }
        return known;
    }
}
