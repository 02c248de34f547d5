package io.reckoner.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonNumberTest {
    private static final long LIMIT = 1_000_000_000_000L;

    private final JsonCursor cursor = new JsonCursor();

    private JsonNumber number(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        cursor.over(bytes, 0, bytes.length);
        cursor.number();
        cursor.finish();
        return cursor.numeral();
    }

    private static String answer(long value) {
        if (value == JsonNumber.NEGATIVE) {
            return "negative";
        } else if (value == JsonNumber.FRACTION) {
            return "fraction";
        } else if (value == JsonNumber.TOO_LARGE) {
            return "too large";
        }
        return Long.toString(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0                         | 0
            -0                        | 0
            -0.000                    | 0
            0e999999999               | 0
            12                        | 12
            12.0                      | 12
            1.2e1                     | 12
            1200e-2                   | 12
            1000000000000             | 1000000000000
            1e12                      | 1000000000000
            1000000000001             | too large
            1e13                      | too large
            1e999999999               | too large
            1e99999999999999999999    | too large
            12345678901234567890      | too large
            -1                        | negative
            -1e-999999999             | negative
            0.5                       | fraction
            1.5                       | fraction
            1e-1                      | fraction
            1e-999999999              | fraction
            0.1234567890123456789     | fraction
            12345678901234567890.5    | fraction
            1.000000000000000000000000000001 | fraction
            """)
    void countsAreWholeInValueAndInRange(String text, String expected) {
        assertThat(answer(number(text).scaled(0, LIMIT))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            1.5                       | 1500000
            0.000001                  | 1
            0.0000010                 | 1
            0.0000001                 | fraction
            1e12                      | 1000000000000000000
            1000000000000.000001      | too large
            1234567890123456.789      | too large
            999999999999.999999       | 999999999999999999
            """)
    void secondsHaveSixDecimals(String text, String expected) {
        assertThat(answer(number(text).scaled(6, LIMIT))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0.0160614                      | 16061400000
            0.00014250000000000002         | 142500000
            0.0000000000005                | 0
            0.0000000000015                | 2
            0.0000000000025                | 2
            0.00000000000250000000000000001| 3
            0.0000000000035                | 4
            1e-13                          | 0
            6e-13                          | 1
            1e-999999999                   | 0
            999999.999999999999            | 999999999999999999
            999999.9999999999994           | 999999999999999999
            999999.9999999999996           | too large
            123456.7890123456785           | 123456789012345678
            123456.7890123456795           | 123456789012345680
            1000000                        | too large
            1e999999999                    | too large
            -0.01                          | negative
            """)
    void moneyIsRoundedHalfEvenToTwelveDecimals(String text, String expected) {
        assertThat(answer(number(text).rounded(12, 1_000_000))).isEqualTo(expected);
    }

    @Test
    void agreesWithBigDecimal() {
        Random random = new Random(11);
        for (int i = 0; i < 50_000; i++) {
            String text = randomNumber(random);
            BigDecimal exact = new BigDecimal(text);
            JsonNumber number = number(text);
            assertThat(answer(number.scaled(6, LIMIT))).as(text).isEqualTo(expectedScaled(exact));
            assertThat(answer(number.rounded(12, 1_000_000))).as(text).isEqualTo(expectedRounded(exact));
        }
    }

    private static String expectedScaled(BigDecimal exact) {
        if (exact.signum() < 0) {
            return "negative";
        }
        BigDecimal scaled = exact.movePointRight(6).stripTrailingZeros();
        if (scaled.signum() != 0 && scaled.scale() > 0) {
            return "fraction";
        }
        return exact.compareTo(BigDecimal.valueOf(LIMIT)) > 0
                ? "too large"
                : scaled.toBigInteger().toString();
    }

    private static String expectedRounded(BigDecimal exact) {
        if (exact.signum() < 0) {
            return "negative";
        }
        BigDecimal rounded = exact.setScale(12, RoundingMode.HALF_EVEN);
        return rounded.compareTo(BigDecimal.valueOf(1_000_000)) >= 0
                ? "too large"
                : rounded.unscaledValue().toString();
    }

    private static String randomNumber(Random random) {
        StringBuilder text = new StringBuilder(random.nextInt(20) == 0 ? "-" : "");
        int whole = random.nextInt(4) == 0 ? random.nextInt(22) : random.nextInt(6);
        text.append(whole == 0 ? "0" : digits(random, whole).replaceFirst("^0", "1"));
        if (random.nextInt(3) > 0) {
            text.append('.').append(digits(random, 1 + random.nextInt(24)));
        }
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? "e" : "E").append(random.nextInt(41) - 20);
        }
        return text.toString();
    }

    private static String digits(Random random, int count) {
        StringBuilder text = new StringBuilder();
        String alphabet = random.nextBoolean() ? "0123456789" : "005";
        for (int i = 0; i < count; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
