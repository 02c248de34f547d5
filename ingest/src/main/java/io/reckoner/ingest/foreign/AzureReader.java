package io.reckoner.ingest.foreign;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.decode.ForeignRows.Row;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Azure's traces of 2023. The heading names the columns, in any order. Times are UTC with 100 ns digits, of which the
 * seventh is cut off: {@code 18:17:03.9799607} becomes {@code .979960}.
 */
final class AzureReader implements ForeignRows.Reader {
    private static final List<String> COLUMNS = List.of("TIMESTAMP", "ContextTokens", "GeneratedTokens");
    private static final int MICRO_LENGTH = "2023-11-16 18:17:03.979960".length();
    private static final int TENTH_MICRO_LENGTH = MICRO_LENGTH + 1;

    private final EventLines events;
    private final Records records = new CsvRecords(CsvShape.PLAIN, heading -> Headings.missing(COLUMNS, heading));

    AzureReader(EventLines events) {
        this.events = events;
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
            case Records.Taken.Nothing nothing -> new Row.Heading();
            case Records.Taken.Part part -> new Row.Continued();
            case Records.Taken.Bad bad -> new Row.Bad(bad.verdict());
            case Records.Taken.Unfit unfit -> new Row.Unfit(unfit.misfits());
            case Records.Taken.Whole whole -> event(whole.cells(), whole.content());
        };
    }

    private Row event(Cells row, byte[] content) {
        String input = row.cell("ContextTokens");
        String output = row.cell("GeneratedTokens");
        if (!isCount(input) || !isCount(output)) {
            return EventLines.bad(
                    SuspenseReason.FIELD, "ContextTokens and GeneratedTokens must be there, as whole numbers");
        }
        try {
            Instant ts = instant(row.cell("TIMESTAMP"));
            return events.event(content, 0, content.length, ts, plain(input), "0", plain(output));
        } catch (DateTimeException e) {
            return EventLines.bad(SuspenseReason.BAD_TIME, "TIMESTAMP must look like 2023-11-16 18:17:03.9799600");
        }
    }

    @Override
    public List<ForeignRows.Misfit> atEnd() {
        return records.atEnd();
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
