package io.reckoner.ingest.foreign;

import io.reckoner.ingest.line.Rfc3339;
import io.reckoner.kernel.suspense.SuspenseReason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the times of a file are written.
 *
 * @param kind what they are
 * @param pattern of {@code PATTERN} and {@code DAY}, as {@link DateTimeFormatter} has them; {@code uuuu} is the year
 * @param zone where the text itself names none
 */
public record RowTime(Kind kind, String pattern, ZoneId zone) {
    /** What a text is. */
    public enum Kind {
        /** RFC 3339 with a zone. */
        RFC3339,
        /** Seconds since 1970 UTC, up to six decimals. */
        UNIX,
        /** Milliseconds since 1970 UTC, up to three decimals. */
        UNIX_MS,
        /** A day, whose sums stand at its last microsecond. */
        DAY,
        /** As the pattern says. */
        PATTERN
    }

    /** RFC 3339. */
    public static final RowTime STANDARD = new RowTime(Kind.RFC3339, "", ZoneOffset.UTC);

    /** Days of the UTC calendar. */
    public static final RowTime UTC_DAY = new RowTime(Kind.DAY, "uuuu-MM-dd", ZoneOffset.UTC);

    /** As PostgreSQL writes times without a zone: {@code 2026-03-01 10:00:00.25}, in UTC. */
    static final RowTime UTC_SPACED =
            new RowTime(Kind.PATTERN, "uuuu-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]", ZoneOffset.UTC);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}(\\.[0-9]{1,6})?");

    public RowTime {
        if (!pattern.isEmpty()) {
            formatter(pattern);
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Whether each row is the sum of a day. */
    public boolean isDaily() {
        return kind == Kind.DAY;
    }

    /**
     * The instant of a text, in whole microseconds.
     *
     * @throws RowFault where it is none, or one that its zone's clocks show twice or never
     */
    Instant read(String text) {
        try {
            return switch (kind) {
                case RFC3339 -> rfc3339(text);
                case UNIX -> unix(text, 6);
                case UNIX_MS -> unix(text, 3);
                case DAY ->
                    LocalDate.parse(text, formatter(pattern))
                            .plusDays(1)
                            .atStartOfDay(zone)
                            .toInstant()
                            .minusNanos(1000);
                case PATTERN -> patterned(text);
            };
        } catch (DateTimeException | ArithmeticException e) {
            throw new RowFault(SuspenseReason.BAD_TIME, "the time is not written as " + words());
        }
    }

    private String words() {
        return switch (kind) {
            case RFC3339 -> "RFC 3339 has it, 2026-03-01T10:00:00Z";
            case UNIX -> "seconds since 1970";
            case UNIX_MS -> "milliseconds since 1970";
            case DAY, PATTERN -> pattern;
        };
    }

    private static Instant rfc3339(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long micros = Rfc3339.parse(bytes, 0, bytes.length);
        if (Rfc3339.isFault(micros)) {
            throw new RowFault(SuspenseReason.BAD_TIME, Rfc3339.sentence(micros));
        }
        return Rfc3339.instant(micros);
    }

    private static Instant unix(String text, int decimals) {
        if (!NUMBER.matcher(text).matches()) {
            throw new DateTimeException("not a number");
        }
        return Rfc3339.instant(new BigDecimal(text)
                .movePointRight(decimals)
                .toBigIntegerExact()
                .longValueExact());
    }

    private Instant patterned(String text) {
        TemporalAccessor parsed = formatter(pattern).parseBest(text, Instant::from, LocalDateTime::from);
        if (parsed instanceof Instant instant) {
            return wholeMicros(instant);
        }
        LocalDateTime local = (LocalDateTime) parsed;
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw new RowFault(
                    SuspenseReason.BAD_TIME,
                    "the clocks of " + zone + " show this time " + (offsets.isEmpty() ? "never" : "twice")
                            + ", when summer time " + (offsets.isEmpty() ? "begins" : "ends"));
        }
        return wholeMicros(local.toInstant(offsets.getFirst()));
    }

    private static Instant wholeMicros(Instant instant) {
        if (instant.getNano() % 1000 != 0) {
            throw new RowFault(SuspenseReason.BAD_TIME, "the time has more than six decimals");
        }
        return instant;
    }
}
