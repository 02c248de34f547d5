package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaidShortfallTest {
    private static LocalDate day(String day) {
        return LocalDate.of(2026, 3, Integer.parseInt(day));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what happened                                        | of day | owed | latest 2.00
            owe 2 2; owe 3 3; pay T 4                              | 2      | 0.00 | T 2.00
            owe 2 2; owe 3 3; pay T 4                              | 3      | 1.00 | T 2.00
            owe 2 3; pay B 1; pay T 1.50                           | 2      | 0.50 | B 0.50 T 1.50
            owe 2 3; up 2; pay T 5                                 | 2      | 0.00 | T 1.00
            owe 2 1; owe 3 1; cancel 3 1; pay T 5                  | 3      | 0.00 | ''
            owe 2 3; pay B 1; pay T 2; back 2 T 1.5                | 2      | 0.00 | B 1.00 T 0.50
            pay T 1                                                | 2      | 0.00 | ''
            """)
    void tellsWhichLotPaidWhichDay(String happened, String of, String owed, String latest) {
        PaidShortfall history = new PaidShortfall();
        for (String each : happened.split("; ")) {
            String[] words = each.split(" ");
            switch (words[0]) {
                case "owe" -> history.owe(day(words[1]), Money.parse(words[2]));
                case "pay" -> history.pay(words[1], Money.parse(words[2]));
                case "up" -> history.giveUp(Money.parse(words[1]));
                case "cancel" -> history.cancel(day(words[1]), Money.parse(words[2]));
                case "back" -> history.giveBack(day(words[1]), words[2], Money.parse(words[3]));
                default -> throw new IllegalArgumentException(each);
            }
        }
        assertThat(history.owed(day(of))).isEqualTo(Money.parse(owed));
        assertThat(history.latest(day(of), Money.parse("2.00")).stream()
                        .map(paid -> paid.lot() + " " + paid.amount())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(latest);
    }
}
