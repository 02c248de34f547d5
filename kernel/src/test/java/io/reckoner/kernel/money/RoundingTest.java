package io.reckoner.kernel.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # numerator, denominator, picos
            0,           3,           0
            1,           2,           0
            3,           2,           2
            5,           2,           2
            7,           2,           4
            -1,          2,           0
            -3,          2,           -2
            -5,          2,           -2
            4999999,     2000000,     2
            5000001,     2000000,     3
            1,           3,           0
            2,           3,           1
            -2,          3,           -1
            """)
    void roundsAFractionOfPicosHalfToEven(BigInteger numerator, BigInteger denominator, long picos) {
        assertThat(Rounding.toPicos(numerator, denominator)).isEqualTo(Money.ofPicos(picos));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # dollars,              picos
            0.0000000000005,        0
            0.0000000000015,        2
            0.00000000000250000001, 3
            0.0000000000025,        2
            -0.0000000000015,       -2
            """)
    void roundsDollarsToPicosHalfToEven(BigDecimal dollars, long picos) {
        assertThat(Rounding.toPicos(dollars)).isEqualTo(Money.ofPicos(picos));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # amount,        cents
            0.125,           0.12
            0.135,           0.14
            0.125000000001,  0.13
            0.124999999999,  0.12
            0.115,           0.12
            -0.125,          -0.12
            -0.135,          -0.14
            12.34,           12.34
            """)
    void roundsToCentsHalfToEven(String amount, String cents) {
        assertThat(Rounding.toCents(Money.parse(amount))).hasToString(cents);
    }

    @Test
    void roundsAFractionToCentsOnceAndNotTwice() {
        // 0.125 and a third of a pico above: rounded to picos first it would be exactly half, and go down.
        BigInteger numerator = new BigInteger("375000000001");
        assertThat(Rounding.toCents(numerator, BigInteger.valueOf(3))).hasToString("0.13");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # balance,        places, shown
            12.349,           2,      12.34
            12.34,            2,      12.34
            0.009999999999,   2,      0.00
            -0.001,           2,      -0.01
            -0.01,            2,      -0.01
            -12.341,          2,      -12.35
            0.019999,         4,      0.0199
            """)
    void showsNeverMoreThanThereIs(String balance, int places, BigDecimal shown) {
        assertThat(Rounding.shown(Money.parse(balance), places)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # debt,           shown
            0.001,            0.01
            0.01,             0.01
            0,                0.00
            12.340000000001,  12.35
            """)
    void showsADebtAwayFromZero(String debt, BigDecimal shown) {
        assertThat(Rounding.shownDebt(Money.parse(debt), 2)).isEqualTo(shown);
    }

    @Test
    void refusesADenominatorThatIsNotPositive() {
        assertThatThrownBy(() -> Rounding.toPicos(BigInteger.ONE, BigInteger.ZERO))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("denominator");
    }
}
