package io.reckoner.jobs.command;

import io.reckoner.reports.table.Printable;
import io.reckoner.reports.table.ReportFormat;
import io.reckoner.reports.table.ReportTable;
import io.reckoner.reports.table.TableRenderer;
import io.reckoner.reports.table.TextRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/**
 * Where a command speaks: results to standard output in the format asked for, everything else to standard error.
 *
 * <p>In text, sentences about what was done are results; in CSV and JSON they are not, so that what is piped on can be
 * parsed.
 */
public final class Output {
    private final ReportFormat format;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;

    public Output(ReportFormat format, PrintWriter out, PrintWriter err, Terminal terminal) {
        this.format = format;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    public ReportFormat format() {
        return format;
    }

    /** Where results go, for a renderer of its own. */
    public PrintWriter out() {
        return out;
    }

    public Terminal terminal() {
        return terminal;
    }

    /** Prints a result. */
    public void table(ReportTable table) {
        TableRenderer renderer =
                switch (format) {
                    case TEXT ->
                        terminal.columns() > 0 ? TextRenderer.forWidth(terminal.columns()) : TextRenderer.unbounded();
                    case CSV, JSON -> format.renderer();
                };
        try {
            renderer.render(table, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.flush();
    }

    /** Prints one thing: in text a line per field, else a table of one row. */
    public void fields(ReportTable oneRow) {
        switch (format) {
            case TEXT -> {
                out.print(FieldText.of(oneRow));
                out.flush();
            }
            case CSV, JSON -> table(oneRow);
        }
    }

    /** Says what was done, or that there is nothing to show. */
    public void say(String sentence) {
        switch (format) {
            case TEXT -> line(out, sentence);
            case CSV, JSON -> line(err, sentence);
        }
    }

    /** Says something beside the result. */
    public void note(String sentence) {
        line(err, sentence);
    }

    /** Progress of long work: a bar on a terminal, a line now and then elsewhere. */
    public Progress progress(String task, String unit, long total) {
        return terminal.showsProgress()
                ? new BarProgress(task, unit, total)
                : new LineProgress(this, task, unit, total);
    }

    void flush() {
        out.flush();
        err.flush();
    }

    private static void line(PrintWriter to, String sentence) {
        to.print(Printable.lines(sentence));
        to.print('\n');
        to.flush();
    }
}
