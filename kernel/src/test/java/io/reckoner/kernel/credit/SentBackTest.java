package io.reckoner.kernel.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reckoner.kernel.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentBackTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # paid | before | now   | of tax | goes back | of lot         | goes back
            11.90  | 0      | 11.90 | 1.90   | 1.90      | 2.00           | 2.00
            11.90  | 0      | 5.95  | 1.90   | 0.95      | 2.00           | 1.00
            11.90  | 5.95   | 5.95  | 1.90   | 0.95      | 2.00           | 1.00
            # thirds: parts come to the whole
            30.00  | 0      | 10.00 | 0.01   | 0.00      | 0.000000000001 | 0.00
            30.00  | 10.00  | 10.00 | 0.01   | 0.01      | 0.000000000001 | 0.00
            30.00  | 20.00  | 10.00 | 0.01   | 0.00      | 0.000000000001 | 0.000000000001
            30.00  | 0      | 10.00 | 0.02   | 0.01      | 1.00           | 0.333333333333
            30.00  | 10.00  | 20.00 | 0.02   | 0.01      | 1.00           | 0.666666666667
            # half a cent of tax goes to the even one
            10.00  | 0      | 5.00  | 0.01   | 0.00      | 0.01           | 0.005
            10.00  | 0      | 5.00  | 0.03   | 0.02      | 0.01           | 0.005
            """)
    void takesItsPartOfTaxAndCredit(
            String paid, String before, String now, String tax, String taxBack, String lot, String lotBack) {
        SentBack back = new SentBack(Money.parse(paid), Money.parse(before), Money.parse(now));
        assertThat(back.tax(Money.parse(tax))).isEqualTo(Money.parse(taxBack));
        assertThat(back.ofLot(Money.parse(lot))).isEqualTo(Money.parse(lotBack));
    }

    @ParameterizedTest
    @CsvSource({"10, 0, 10.01", "10, 5, 5.01", "10, 10, 0.01", "10, 0, 0", "10, -1, 5"})
    void refusesMoreThanWasPaid(String paid, String before, String now) {
        assertThatThrownBy(() -> new SentBack(Money.parse(paid), Money.parse(before), Money.parse(now)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot go back");
    }
}
