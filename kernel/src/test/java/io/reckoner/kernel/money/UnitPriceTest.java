package io.reckoner.kernel.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitPriceTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # amount,   per,      count scale, numerator,     denominator
            2.50,       1000000,  0,           2500000,       1
            0.05,       1000000,  0,           50000,         1
            0.0000001,  1000000,  0,           1,             10
            0.01,       3,        0,           10000000000,   3
            0.017,      60,       6,           850,           3
            1,          60,       6,           50000,         3
            0.04,       1,        0,           40000000000,   1
            0,          1000000,  0,           0,             1
            1e3,        1,        0,           1000000000000000, 1
            0.123456789012345, 1, 0,       24691357802469, 200
            """)
    void isAnExactFractionOfPicosForOneCount(
            String amount, long per, int countScale, BigInteger numerator, BigInteger denominator) {
        UnitPrice price = UnitPrice.of(amount, per);
        assertThat(price.picosNumerator(countScale)).isEqualTo(numerator);
        assertThat(price.picosDenominator(countScale)).isEqualTo(denominator);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # amount,     per
            -0.01,        1
            1,            0
            1,            -1
            1,            1000000000001
            1e99999999,   1
            1e-99999999,  1
            """)
    void refusesWhatIsNoPrice(String amount, long per) {
        assertThatThrownBy(() -> UnitPrice.of(amount, per)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # amount, factor,  shown
            2.50,     0.5,     1.25 per 1000000
            2.50,     1,       2.50 per 1000000
            0.075,    1.1,     0.0825 per 1000000
            3,        0,       0.00 per 1000000
            """)
    void takesFactorsExactly(String amount, BigDecimal factor, String shown) {
        assertThat(UnitPrice.of(amount, 1_000_000).times(factor)).hasToString(shown);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2.50, 2.5
            0,    0.000
            100,  1e2
            """)
    void isEqualByValueHoweverWritten(String a, String b) {
        assertThat(UnitPrice.of(a, 7)).isEqualTo(UnitPrice.of(b, 7)).hasSameHashCodeAs(UnitPrice.of(b, 7));
    }
}
