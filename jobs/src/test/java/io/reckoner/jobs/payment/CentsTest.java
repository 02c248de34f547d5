package io.reckoner.jobs.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.kernel.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CentsTest {
    @ParameterizedTest
    @CsvSource({
        "12.34, 1234",
        "0.01, 1",
        "12, 1200",
        "12.345, 1234",
        "12.355, 1236",
        "12.3450001, 1235",
        "8999999.99, 899999999"
    })
    void readsTheDecimalsOfGatewaysRoundingHalfEven(String text, long cents) {
        assertThat(Cents.ofDecimal(text)).isEqualTo(new Cents(cents));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    -1.00                                   | "-1.00" is no amount: digits and a point were expected
                    1.000,50                                | "1.000,50" is no amount
                    1,000.50                                | "1,000.50" is no amount
                    1e9                                     | "1e9" is no amount
                    NaN                                     | "NaN" is no amount
                    0x10                                    | "0x10" is no amount
                    9000000                                 | an amount of 9000000 is no payment. It must be below 9,000,000.00 USD
                    99999999999999999999999999999999999.00  | "999999999999999999999999999999..." is no amount
                    """)
    void refusesWhatIsNoAmount(String text, String says) {
        assertThatThrownBy(() -> Cents.ofDecimal(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(says);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    JPY | the currency is JPY, which has no cents; only USD is taken
                    krw | the currency is KRW, which has no cents; only USD is taken
                    eur | the currency is EUR; only USD is taken
                    CNY | the currency is CNY; only USD is taken
                    ''  | the currency is no currency code; only USD is taken
                    """)
    void takesDollarsAlone(String currency, String says) {
        assertThatThrownBy(() -> Cents.requireUsd(currency))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(says);
        Cents.requireUsd("usd");
    }

    @ParameterizedTest
    @CsvSource({"0.005", "0.00", "-5", "9000000"})
    void moneyOfOursMustBeWholePositiveAndSane(String amount) {
        assertThatThrownBy(() -> Cents.of(Money.parse(amount))).isInstanceOf(Refusal.class);
    }
}
