package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows.Misfit;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Records of a CSV file. A quoted cell may run over line ends: then the record is whole at its last line. Line ends are
 * those of any system, a byte order mark is passed over, cells are stripped of white space around them.
 *
 * <p>Where it is not known whether a line stands in quotes, the file is unfit: what a customer wrote into a cell could read as
 * another's row, and rows behind a quote left open would be a cell.
 */
final class CsvRecords implements Records {
    /** Longest record that runs over lines. */
    static final int MOST_BYTES = 1 << 20;

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String SEPARATOR = "sep=";
    private static final String MEND = " Close the quote that was left open, or export the file without that column.";

    private static final char[] OTHER_DELIMITERS = {';', '\t', '|', ','};
    private static final Taken NOTHING = new Taken.Nothing();
    private static final Taken PART = new Taken.Part();

    private final CsvShape shape;
    private final CSVFormat format;
    private final Function<List<String>, List<Misfit>> check;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private final Map<String, Integer> places = new HashMap<>();
    private final Taken stated;
    private int width;
    private boolean begun;
    private boolean quoted;
    private boolean runsOn;

    /** Whether it was said of the open cell that it runs on for too long. */
    private boolean isTold;

    private long lines;
    private long opened;

    /** @param check what is wrong with the names of the columns */
    CsvRecords(CsvShape shape, Function<List<String>, List<Misfit>> check) {
        this.shape = shape;
        this.check = check;
        format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(shape.delimiter())
                .setQuote(shape.quote())
                .get();
        stated = shape.heading().isEmpty() ? NOTHING : name(shape.heading());
    }

    @Override
    public Taken take(byte[] buf, int start, int length) {
        boolean marked = lines++ == 0 && length >= MARK.length && Arrays.equals(buf, start, start + 3, MARK, 0, 3);
        int from = marked ? start + MARK.length : start;
        int end = start + length;
        runsOn = quoted;
        scan(buf, from, end);
        if (quoted) {
            record.write(buf, from, end - from);
            record.write('\n');
            if (record.size() <= MOST_BYTES) {
                return PART;
            }
            record.reset();
            isTold = true;
            return unfit("the quoted cell that begins in line " + opened + " runs on for more than " + MOST_BYTES
                    + " bytes." + MEND);
        }
        record.write(buf, from, end - from);
        byte[] whole = record.toByteArray();
        record.reset();
        boolean carriage = whole.length > 0 && whole[whole.length - 1] == '\r';
        return row(carriage ? Arrays.copyOf(whole, whole.length - 1) : whole);
    }

    @Override
    public Taken passedOver() {
        lines++;
        record.reset();
        return unfit("the line is longer than settlement.max-line, so that nobody knows whether a quoted cell goes on"
                + " behind it. Export the file without the long column, or raise settlement.max-line.");
    }

    private static Taken unfit(String sentence) {
        return new Taken.Unfit(List.of(new Misfit("", sentence)));
    }

    /** The first line {@code sep=;}, which Excel reads and writes: it names the delimiter and is no row. */
    private Taken separator(char named) {
        return named == shape.delimiter()
                ? NOTHING
                : unfit("its first line says that \"" + named + "\" separates its cells, and it is read with \""
                        + shape.delimiter()
                        + "\". State csv.delimiter in the mapping of a csv; export files of other kinds"
                        + " with commas.");
    }

    /** Follows the quotes: whether the record goes on behind this line. */
    private void scan(byte[] buf, int start, int end) {
        boolean fresh = !quoted;
        for (int at = start; at < end; at++) {
            byte next = buf[at];
            if (quoted) {
                if (next == shape.quote()) {
                    boolean doubled = at + 1 < end && buf[at + 1] == shape.quote();
                    at += doubled ? 1 : 0;
                    quoted = doubled;
                }
            } else if (next == shape.delimiter()) {
                fresh = true;
            } else {
                quoted = fresh && next == shape.quote();
                opened = quoted ? lines : opened;
                fresh = false;
            }
        }
    }

    private Taken row(byte[] content) {
        if (lines == 1
                && content.length == SEPARATOR.length() + 1
                && new String(content, 0, SEPARATOR.length(), StandardCharsets.US_ASCII).equalsIgnoreCase(SEPARATOR)) {
            return separator((char) content[SEPARATOR.length()]);
        }
        if (stated != NOTHING) {
            return stated;
        }
        String text;
        try {
            text = shape.charset().newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            return misread("the row is not " + shape.charset().name());
        }
        if (text.indexOf('\0') >= 0) {
            return misread("the row holds a NUL");
        }
        if (text.isBlank()) {
            return NOTHING;
        }
        List<CSVRecord> records;
        try (CSVParser parser = CSVParser.parse(text, format)) {
            records = parser.getRecords();
        } catch (IOException | IllegalStateException | UncheckedIOException e) {
            return misread("the row is not CSV: a quote stands where none may");
        }
        if (records.size() != 1) {
            return misread("a line end stands inside the row, outside of quotes");
        }
        List<String> cells = records.getFirst().stream().map(String::strip).toList();
        if (cells.stream().allMatch(String::isEmpty)) {
            return NOTHING;
        }
        if (!begun) {
            return name(cells);
        }
        return cells.size() == width
                ? new Taken.Whole(column -> cell(cells, column), content)
                : misread("the row has " + cells.size() + " cells, the heading " + width);
    }

    /** A row of one line is set aside. Of one that runs over lines the quote may be a stray one, and its lines rows. */
    private Taken misread(String detail) {
        return runsOn && begun
                ? unfit("from the quote in line " + opened + " on, " + detail + "." + MEND)
                : unread(detail);
    }

    /** A heading that cannot be read spoils the file; a row is set aside. */
    private Taken unread(String detail) {
        return begun
                ? bad(SuspenseReason.FIELD, detail)
                : new Taken.Unfit(List.of(new Misfit(
                        "",
                        "its heading cannot be read, " + detail.replace("the row ", "it ") + ". Export it as UTF-8.")));
    }

    private Taken name(List<String> columns) {
        begun = true;
        width = columns.size();
        Set<String> twice = new HashSet<>();
        for (int place = 0; place < width; place++) {
            if (places.putIfAbsent(columns.get(place), place) != null) {
                twice.add(columns.get(place));
            }
        }
        places.keySet().removeAll(twice);
        List<Misfit> misfits = check.apply(List.copyOf(places.keySet()));
        if (misfits.isEmpty()) {
            return NOTHING;
        }
        for (char other : OTHER_DELIMITERS) {
            if (width == 1 && columns.getFirst().indexOf(other) >= 0) {
                return unfit(
                        "its heading is a single column with " + (other == '\t' ? "a tab" : "\"" + other + "\"")
                                + " in it. State csv.delimiter in the mapping of a csv; export files of other kinds with commas.");
            }
        }
        return new Taken.Unfit(misfits);
    }

    private String cell(List<String> cells, String column) {
        Integer place = places.get(column);
        return place == null ? "" : cells.get(place);
    }

    private static Taken bad(SuspenseReason reason, String detail) {
        return new Taken.Bad(new Verdict(reason, detail));
    }

    @Override
    public List<Misfit> atEnd() {
        return quoted && !isTold
                ? List.of(new Misfit(
                        "",
                        "it ends inside the quoted cell that begins in line " + opened
                                + ". Close the quote, or fetch the file again."))
                : List.of();
    }
}
