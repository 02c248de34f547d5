package io.reckoner.jobs.facts;

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
    private final RowGroup rows = new RowGroup();
    private final FactTally tally = new FactTally();

    /**
     * @param name the file's final name
     * @param order columns by which its rows are sorted
     */
    FactDay(FactFiles files, LocalDate day, int bucket, String name, List<String> order) throws IOException {
        this.files = files;
        this.day = day;
        this.bucket = bucket;
        this.name = name;
        this.file = new ParquetFile(files.temporaryFolder().resolve(name), order);
    }

    LocalDate day() {
        return day;
    }

    /** The rows not written yet; whoever adds some sees to it that they are {@link #flush flushed}. */
    RowGroup rows() {
        return rows;
    }

    /** Writes the rows held as a row group. */
    void flush(RowGroupWriter writer) throws IOException {
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

    /** Completes the file under its temporary name. */
    Finished finish(RowGroupWriter writer) throws IOException {
        flush(writer);
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
            DurableFiles.rename(temporary, target);
            return file;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
