package io.reckoner.kernel.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.settlement.VoidedCharge.Drawn;
import io.reckoner.kernel.settlement.VoidedCharge.Uncovered;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event of 2 March is voided. Lots of one payment have one letter: B is its bonus, T its credit, R what was given again. */
class VoidedChargeTest {
    private static Instant on(String day) {
        return PaidShortfallTest.day(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Stream<String> words(String text) {
        return text.equals("-") ? Stream.empty() : Arrays.stream(text.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # drew    | short | left uncovered: debit=amount@day:lots | what became of debts                     | goes
            B=2,T=1   | 0     | -                                     | owe 3 3                                  | B 2.00, T 1.00
            -         | 3     | -                                     | owe 2 3; pay T 1; pay U 1                | back T 1.00, back U 1.00, owed 1.00
            -         | 3     | -                                     | owe 2 3; up write_off 2; pay T 1         | back T 1.00, write_off 2.00
            # the payment went back
            B=2,T=1   | 0     | r=1@3:T,c=2@3:B                       | owe 3 3                                  | c owed 2.00, r owed 1.00
            B=2,T=1   | 0     | r=1@3:T,c=2@3:B                       | owe 3 3; up write_off 3                  | c write_off 2.00, r write_off 1.00
            B=2,T=1   | 0     | r=1@3:T,c=2@3:B                       | owe 3 3; up dispute_loss 3               | c dispute_loss 2.00, r dispute_loss 1.00
            # what paid the debt returns to the lots that paid it
            B=2,T=1   | 0     | r=1@3:T,c=2@3:B                       | owe 3 3; pay V 1; pay U 2                | back V 1.00, back U 1.00, back U 1.00
            # no more than was left uncovered: of a payment that went back in part the rest returns
            T=5       | 0     | r=2@3:T                               | owe 3 2; up write_off 2                  | T 3.00, r write_off 2.00
            # nor of another payment, or of one that went back before the event
            T=5       | 0     | r=2@3:U                               | owe 3 2; up write_off 2                  | T 5.00
            R=5       | 0     | r=2@1:T+R                             | owe 1 2; up write_off 2                  | R 5.00
            # first what is owed, then what was given up, then what was paid, whichever part of the payment left it
            T=3       | 0     | s=2@4:T,r=2@3:T                       | owe 3 2; up write_off 2; owe 4 2; pay U 2 | back U 1.00, r write_off 2.00
            T=3       | 0     | s=2@4:T,r=2@3:T                       | owe 3 2; pay U 2; owe 4 2                 | back U 1.00, s owed 2.00
            # the payment of what paid its own shortfall went back too
            -         | 3     | r=1@10:U,c=2@10:V                     | owe 2 3; pay V 2; pay U 1; owe 10 3; up write_off 3 | c write_off 2.00, r write_off 1.00
            T=3       | 0     | r=3@3:T,s=1@10:U                      | owe 3 3; pay U 3; owe 10 1                | back U 2.00, s owed 1.00
            # but what was given again for a payment, and paid its debt, keeps that
            T=3       | 0     | r=3@3:T+R                             | owe 3 3; pay R 3                          | back R 3.00
            """)
    void meetsDebtBeforeCreditReturns(String drew, String shortfall, String left, String became, String goes) {
        List<Drawn> drawn = words(drew)
                .map(word -> word.split("="))
                .map(parts -> new Drawn(parts[0], Money.parse(parts[1]), on("2")))
                .toList();
        List<Uncovered> uncovered = words(left)
                .map(word -> word.split("[=@:]"))
                .map(parts ->
                        new Uncovered(parts[0], on(parts[2]), Money.parse(parts[1]), Set.of(parts[3].split("\\+"))))
                .toList();
        VoidedCharge charge = new VoidedCharge(
                drawn,
                PaidShortfallTest.day("2"),
                Money.parse(shortfall),
                uncovered,
                PaidShortfallTest.history(became));
        Stream<String> back =
                charge.back().stream().map(each -> (each.paidOff() ? "back " : "") + each.lot() + " " + each.amount());
        Stream<String> met = charge.met().stream()
                .filter(each -> each.part().lot().isEmpty())
                .map(each -> (each.debit() + " " + each.part().became().code()).strip() + " "
                        + each.part().amount());
        assertThat(Stream.concat(back, met.sorted()).collect(Collectors.joining(", ")))
                .isEqualTo(goes);
    }
}
