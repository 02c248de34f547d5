package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Azure's traces of 2023. The heading names the columns, in any order. Times are UTC with 100 ns digits, of which the
 * seventh is cut off: {@code 18:17:03.9799607} becomes {@code .979960}.
 */
final class AzureReader implements ForeignRows.Reader {
    private static final int MICRO_LENGTH = "2023-11-16 18:17:03.979960".length();
    private static final int TENTH_MICRO_LENGTH = MICRO_LENGTH + 1;

    private final EventLines events;
    private List<String> columns = List.of();
    private boolean begun;

    AzureReader(EventLines events) {
        this.events = events;
    }

    @Override
    public ForeignRows.Row next(byte[] buf, int start, int length) {
        List<String> cells;
        try {
            cells = cells(new String(buf, start, length, StandardCharsets.UTF_8).strip());
        } catch (UncheckedIOException e) {
            return EventLines.bad(SuspenseReason.FIELD, "the row is not CSV");
        }
        if (!begun) {
            begun = true;
            columns = cells;
            return new ForeignRows.Row.Heading();
        }
        if (cells.isEmpty()) {
            return new ForeignRows.Row.Heading();
        }
        String time = cell(cells, "TIMESTAMP");
        String input = cell(cells, "ContextTokens");
        String output = cell(cells, "GeneratedTokens");
        if (!isCount(input) || !isCount(output)) {
            return EventLines.bad(
                    SuspenseReason.FIELD, "ContextTokens and GeneratedTokens must be there, as whole numbers");
        }
        try {
            return events.event(buf, start, length, instant(time), plain(input), "0", plain(output));
        } catch (DateTimeException e) {
            return EventLines.bad(SuspenseReason.BAD_TIME, "TIMESTAMP must look like 2023-11-16 18:17:03.9799600");
        }
    }

    private static List<String> cells(String line) {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
            return parser.getRecords().stream()
                    .flatMap(record -> record.stream())
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String cell(List<String> cells, String column) {
        int place = columns.indexOf(column);
        return place < 0 || place >= cells.size() ? "" : cells.get(place);
    }

    private static boolean isCount(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** As JSON writes it. */
    private static String plain(String digits) {
        return Long.toString(Long.parseLong(digits));
    }

    private static Instant instant(String text) {
        String micros = text.length() == TENTH_MICRO_LENGTH ? text.substring(0, MICRO_LENGTH) : text;
        if (micros.length() > MICRO_LENGTH || micros.indexOf(' ') != 10) {
            throw new DateTimeException("not a time of this trace");
        }
        return LocalDateTime.parse(micros.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }
}
