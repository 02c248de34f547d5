package io.reckoner.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc3339Test {
    private static String read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long answer = Rfc3339.parse(bytes, 0, bytes.length);
        return Rfc3339.isFault(answer)
                ? Rfc3339.sentence(answer)
                : Rfc3339.instant(answer).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-03-01T12:00:00Z               | 2026-03-01T12:00:00Z
            2026-03-01t12:00:00z               | 2026-03-01T12:00:00Z
            2026-03-01T12:00:00.25+02:00       | 2026-03-01T10:00:00.250Z
            2026-03-01T00:30:00+13:45          | 2026-02-28T10:45:00Z
            2026-03-01T12:00:00-00:00          | 2026-03-01T12:00:00Z
            2026-03-01T12:00:00.000001Z        | 2026-03-01T12:00:00.000001Z
            1969-12-31T23:59:59.999999Z        | 1969-12-31T23:59:59.999999Z
            0000-01-01T00:00:00Z               | 0000-01-01T00:00:00Z
            9999-12-31T23:59:59.999999-23:59   | +10000-01-01T23:58:59.999999Z
            2024-02-29T00:00:00Z               | 2024-02-29T00:00:00Z
            2000-02-29T00:00:00Z               | 2000-02-29T00:00:00Z
            2026-03-01T12:00:00                | the time has no zone; add Z or an offset
            2026-03-01T12:00:00.5              | the time has no zone; add Z or an offset
            2026-03-01T12:00:00.1234567Z       | the time has more than six decimals
            2026-03-01T12:00:00.1234560Z       | the time has more than six decimals
            2016-12-31T23:59:60Z               | there is no second 60
            2026-03-01T12:00:61Z               | not a time of RFC 3339
            2026-03-01T24:00:00Z               | not a time of RFC 3339
            2026-03-01T12:60:00Z               | not a time of RFC 3339
            2026-13-01T12:00:00Z               | not a time of RFC 3339
            2026-00-01T12:00:00Z               | not a time of RFC 3339
            2026-02-29T12:00:00Z               | not a time of RFC 3339
            1900-02-29T12:00:00Z               | not a time of RFC 3339
            2026-04-31T12:00:00Z               | not a time of RFC 3339
            2026-03-01 12:00:00Z               | not a time of RFC 3339
            2026-03-01T12:00:00.Z              | not a time of RFC 3339
            2026-03-01T12:00:00+0200           | not a time of RFC 3339
            2026-03-01T12:00:00+24:00          | not a time of RFC 3339
            2026-03-01T12:00:00+02:60          | not a time of RFC 3339
            2026-03-01T12:00:00Zx              | not a time of RFC 3339
            2026-03-01                         | not a time of RFC 3339
            1772366400                         | not a time of RFC 3339
            yesterday at half past nine        | not a time of RFC 3339
            """)
    void readsInstantsWithAZone(String text, String expected) {
        assertThat(read(text)).isEqualTo(expected);
    }

    @Test
    void agreesWithTheCalendarOfJava() {
        Random random = new Random(9);
        for (int i = 0; i < 50_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 253_000_000_000L))
                    .plusNanos(random.nextInt(1_000_000) * 1000L);
            String text = Rfc3339.text(instant);
            assertThat(read(text)).isEqualTo(instant.toString());
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(36 * 60) - 18 * 60) * 60);
            String local = OffsetDateTime.ofInstant(instant, offset).toString();
            assertThat(read(local.length() > 22 ? local : Rfc3339.text(instant)))
                    .isEqualTo(instant.toString());
        }
    }

    @Test
    void writesSixDecimalsInUtc() {
        assertThat(Rfc3339.text(Instant.parse("2026-03-01T12:00:00.25Z"))).isEqualTo("2026-03-01T12:00:00.250000Z");
        assertThat(Rfc3339.text(Instant.parse("2026-03-01T12:00:00.123456789Z")))
                .isEqualTo("2026-03-01T12:00:00.123456Z");
    }
}
