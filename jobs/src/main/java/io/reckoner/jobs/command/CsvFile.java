package io.reckoner.jobs.command;

import io.reckoner.jobs.act.Refusal;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A CSV file that a user names: RFC 4180 with a header, UTF-8, with or without the byte order mark that spreadsheets write.
 * White space around cells and blank lines are passed over. Refusals begin with the file's name and the line.
 */
public final class CsvFile implements Closeable {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(false)
            .setTrim(true)
            // What a header repeats or leaves out is told in our own words.
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setAllowMissingColumnNames(true)
            .get();

    /** A row, with the line it begins in. */
    public record Row(long line, CSVRecord cells) {}

    private final String name;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    private CsvFile(String name, CSVParser parser) {
        this.name = name;
        this.parser = parser;
        this.records = parser.iterator();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws Refusal when there is no such file, its header cannot be read, or a column stands in it twice
     */
    public static CsvFile open(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            Reader text =
                    withoutMark(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
            CsvFile csv = new CsvFile(name, CSVParser.parse(text, FORMAT));
            csv.requireHeader();
            csv.requireColumnsOnce();
            return csv;
        } catch (NoSuchFileException e) {
            throw new Refusal("there is no file " + file + ".");
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(name, 1, e);
        }
    }

    private static Reader withoutMark(Reader text) throws IOException {
        PushbackReader reader = new PushbackReader(new BufferedReader(text));
        int first = reader.read();
        if (first != BYTE_ORDER_MARK && first >= 0) {
            reader.unread(first);
        }
        return reader;
    }

    /** Excel writes and reads a first line {@code sep=;} that names the separator. */
    private void requireHeader() {
        if (!header().isEmpty() && header().getFirst().matches("(?i)sep=.?")) {
            throw new Refusal(
                    name + ":1: this line says what separates the cells, where the names of the columns belong."
                            + " Remove it, and save the table with commas.");
        }
    }

    private void requireColumnsOnce() {
        Set<String> seen = new TreeSet<>();
        Set<String> twice = new TreeSet<>();
        for (String column : header()) {
            if (!column.isEmpty() && !seen.add(column)) {
                twice.add(column);
            }
        }
        if (!twice.isEmpty()) {
            throw new Refusal(
                    name + ":1: columns named twice: " + String.join(", ", twice) + ". Name each column once.");
        }
    }

    /** Names of the columns, as they stand. */
    public List<String> header() {
        return parser.getHeaderNames();
    }

    /**
     * The next row that is not blank; empty at the end.
     *
     * @throws Refusal when it cannot be read; what comes after it cannot be read either
     */
    public Optional<Row> next() {
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            try {
                if (!records.hasNext()) {
                    return Optional.empty();
                }
                CSVRecord cells = records.next();
                if (cells.size() != 1 || !cells.get(0).isEmpty()) {
                    return Optional.of(new Row(line, cells));
                }
            } catch (UncheckedIOException e) {
                throw unreadable(name, line, e);
            }
        }
    }

    private static Refusal unreadable(String name, long line, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new Refusal(name + ": it is not UTF-8. Save it in that encoding.");
            }
            if (cause instanceof CSVException) {
                return new Refusal(name + ":" + line + ": a quotation mark opens a cell here and does not close it. "
                        + "Close it before the next comma or the end of the line; write one within a cell twice, as in "
                        + "\"5\"\" disk\".");
            }
        }
        return new Refusal(name + " cannot be read: " + e.getMessage() + ".");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
