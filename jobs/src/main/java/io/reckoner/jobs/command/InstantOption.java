package io.reckoner.jobs.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An instant on the command line: RFC 3339 with a zone, or a day for its first instant in UTC. */
public final class InstantOption implements ITypeConverter<Instant> {
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
            return instant;
        } catch (DateTimeException e) {
            throw new TypeConversionException("\"" + text
                    + "\" is no instant. Write 2026-03-01T08:30:00Z, or 2026-03-01 for the start of that day in UTC.");
        }
    }
}
