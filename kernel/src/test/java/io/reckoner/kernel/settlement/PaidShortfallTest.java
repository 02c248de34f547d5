package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.PaidShortfall.Became;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaidShortfallTest {
    static LocalDate day(String day) {
        return LocalDate.of(2026, 3, Integer.parseInt(day));
    }

    /** What happened, parted by semicolons: {@code owe DAY AMOUNT}, {@code pay LOT AMOUNT}, {@code up KIND AMOUNT}, {@code back …}. */
    static PaidShortfall history(String happened) {
        PaidShortfall history = new PaidShortfall();
        for (String each : happened.split("; ")) {
            String[] words = each.split(" ");
            switch (words[0]) {
                case "owe" -> history.owe(day(words[1]), Money.parse(words[2]));
                case "pay" -> history.pay(day("9"), words[1], Money.parse(words[2]));
                case "up" -> history.giveUp(day("9"), GivingUp.byCode(words[1]).orElseThrow(), Money.parse(words[2]));
                case "back" ->
                    history.takeBack(
                            day(words[1]),
                            Became.of(words[2]),
                            words.length > 4 ? words[4] : "",
                            Money.parse(words[3]));
                default -> throw new IllegalArgumentException(each);
            }
        }
        return history;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # what happened                                              | of day | at most 2.00 of each, the latest first
            owe 2 2; owe 3 3; pay T 4                                    | 2      | paid T 2.00
            owe 2 2; owe 3 3; pay T 4                                    | 3      | owed 1.00, paid T 2.00
            owe 2 3; pay B 1; pay T 1.50                                 | 2      | owed 0.50, paid T 1.50, paid B 0.50
            owe 2 3; up write_off 2; pay T 5                             | 2      | write_off 2.00, paid T 1.00
            owe 2 3; up dispute_loss 1; up write_off 2                   | 2      | write_off 2.00, dispute_loss 1.00
            owe 2 1; owe 3 3; up write_off 3                             | 3      | owed 1.00, write_off 2.00
            owe 2 1; owe 3 1; back 3 owed 1; pay T 5                     | 3      | ''
            owe 2 3; pay B 1; pay T 2; back 2 paid 1.5 T                 | 2      | paid T 0.50, paid B 1.00
            owe 2 3; up write_off 3; back 2 write_off 2                  | 2      | write_off 1.00
            pay T 1                                                      | 2      | ''
            """)
    void tellsWhatBecameOfADay(String happened, String of, String became) {
        PaidShortfall history = history(happened);
        assertThat(Arrays.stream(Became.values())
                        .flatMap(each -> history.takeBack(day(of), each, Money.parse("2.00")).stream())
                        .map(part -> (part.became().code() + " " + part.lot()).strip() + " " + part.amount())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(became);
    }
}
