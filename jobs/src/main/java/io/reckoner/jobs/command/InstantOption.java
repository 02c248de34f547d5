package io.reckoner.jobs.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An instant on the command line or in a file given to it: RFC 3339 with a zone, or a day for its first instant in UTC.
 *
 * <p>From 2000 to 9999: an earlier or later one is a year mistyped, and would stand in the books for good.
 */
public final class InstantOption implements ITypeConverter<Instant> {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999999Z");

    @Override
    public Instant convert(String text) {
        try {
            Instant instant = text.length() == "2026-03-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (instant.getNano() % 1_000 != 0) {
                throw new TypeConversionException(
                        "\"" + text + "\" is finer than a microsecond. Write at most six decimals.");
            }
            if (instant.isBefore(EARLIEST) || instant.isAfter(END)) {
                throw new TypeConversionException("\"" + text
                        + "\" is before 2000 or after 9999: nothing here is as old or as far off. Look at the year.");
            }
            return instant;
        } catch (DateTimeException e) {
            throw new TypeConversionException("\"" + text
                    + "\" is no instant. Write 2026-03-01T08:30:00Z, or 2026-03-01 for the start of that day in UTC.");
        }
    }
}
