package io.reckoner.kernel.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # text,                     picos,                 shown as
            0,                          0,                     0.00
            -0,                         0,                     0.00
            12.34,                      12340000000000,        12.34
            12.3,                       12300000000000,        12.30
            12,                         12000000000000,        12.00
            -0.000000000001,            -1,                    -0.000000000001
            0.123456789012,             123456789012,          0.123456789012
            0.100000000000,             100000000000,          0.10
            9223372.036854775807,       9223372036854775807,   9223372.036854775807
            -9223372.036854775808,      -9223372036854775808,  -9223372.036854775808
            00100.50,                   100500000000000,       100.50
            """)
    void readsPlainDecimalsAndShowsAtLeastTwoPlaces(String text, long picos, String shown) {
        assertThat(Money.parse(text).picosExact()).isEqualTo(picos);
        assertThat(Money.parse(text)).hasToString(shown);
        assertThat(Money.ofPicos(picos)).isEqualTo(Money.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "+1",
                "1.",
                ".5",
                "1e3",
                "NaN",
                "1,5",
                "1_000",
                "0.1234567890123",
                "١",
                "--1",
                "1e99999999",
                "1234567890123456789012345678901"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> Money.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write plain decimals");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # a,      b,       plus,     minus,    least,   greatest, order
            12.34,    0.66,    13.00,    11.68,    0.66,    12.34,    1
            1,        2,       3.00,     -1.00,    1.00,    2.00,     -1
            5,        5,       10.00,    0.00,     5.00,    5.00,     0
            9223372.036854775807, 0.000000000001, 9223372.036854775808, 9223372.036854775806, 0.000000000001, 9223372.036854775807, 1
            """)
    void addsAndComparesWithoutBound(
            String a, String b, String plus, String minus, String least, String greatest, int order) {
        Money left = Money.parse(a);
        Money right = Money.parse(b);
        assertThat(left.plus(right)).hasToString(plus);
        assertThat(left.minus(right)).hasToString(minus);
        assertThat(left.min(right)).hasToString(least);
        assertThat(left.max(right)).hasToString(greatest);
        assertThat(left.compareTo(right)).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # amount, factor, product
            12.34,    0.2,    2.468
            0.01,     0.2,    0.002
            -5,       3,      -15.00
            5,        0,      0.00
            """)
    void multipliesExactly(String amount, BigDecimal factor, String product) {
        assertThat(Money.parse(amount).timesExact(factor)).hasToString(product);
    }

    @Test
    void refusesAProductThatIsNotWholePicos() {
        assertThatThrownBy(() -> Money.ofPicos(1).timesExact(new BigDecimal("0.2")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesALongThatWouldWrap() {
        Money tooMuch = Money.ofPicos(Long.MAX_VALUE).plus(Money.ofPicos(1));
        assertThatThrownBy(tooMuch::picosExact).isInstanceOf(ArithmeticException.class);
        assertThat(tooMuch.negate().picosExact()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void holdsCents() {
        assertThat(Money.ofCents(1234)).isEqualTo(Money.parse("12.34"));
        assertThat(Money.ofCents(-1)).hasToString("-0.01");
    }
}
