package io.reckoner.jobs.facts;

import io.reckoner.ingest.segment.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** One open file: a day of a bucket, its rows so far, and those not written yet. */
final class FactDay implements AutoCloseable {
    private final FactFiles files;
    private final LocalDate day;
    private final int bucket;
    private final String name;
    private final ParquetFile file;
    private final RowGroupWriter writer;
    private RowGroup rows = new RowGroup();
    private final FactTally tally = new FactTally();

    /**
     * @param name the file's final name
     * @param order columns by which its rows are sorted
     * @param writer encodes its row groups, and those of others in turn
     */
    FactDay(FactFiles files, LocalDate day, int bucket, String name, List<String> order, RowGroupWriter writer)
            throws IOException {
        this.writer = writer;
        this.files = files;
        this.day = day;
        this.bucket = bucket;
        this.name = name;
        this.file = new ParquetFile(files.temporary(name), order, writer.fileBuffer());
    }

    LocalDate day() {
        return day;
    }

    /** The rows not written yet; whoever adds some sees to it that they are {@link #flush flushed}. */
    RowGroup rows() {
        return rows;
    }

    /** Writes the rows held as a row group. */
    void flush() throws IOException {
        if (rows.rows() == 0) {
            return;
        }
        try {
            writer.write(rows, file);
        } catch (RowGroupWriter.OutOfRange e) {
            throw new ArithmeticException("event " + rows.ids().text(e.row) + ": " + e.getMessage());
        }
        tally.add(rows);
        rows.clear();
    }

    /** Gives back the memory of rows that were held once; after a {@link #flush}. */
    void forgetCapacity() {
        rows = new RowGroup();
    }

    /** Completes the file under its temporary name. */
    Finished finish() throws IOException {
        flush();
        ParquetFile.Written written = file.finish();
        FactFile fact = new FactFile(
                FactFiles.path(day, name),
                tally.lastRun(),
                day,
                bucket,
                written.rows(),
                written.bytes(),
                written.sha256(),
                tally.minAccount(),
                tally.maxAccount(),
                tally.firstTs(),
                tally.lastTs(),
                tally.sums());
        return new Finished(written.temporary(), files.resolve(fact.path()), fact);
    }

    /** A complete file that awaits its final name. */
    record Finished(Path temporary, Path target, FactFile file) {
        /** Gives the file its final name, durably. */
        FactFile publish() throws IOException {
            DurableFiles.replace(temporary, target);
            return file;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
