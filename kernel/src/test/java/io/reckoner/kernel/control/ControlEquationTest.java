package io.reckoner.kernel.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.usage.Component;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ControlEquationTest {
    /** 100 lines and all that follows from them; every equation holds. */
    private static final ControlTotals GOOD = good();

    static Stream<TotalName> totals() {
        return ControlEquation.ofRun().stream()
                .flatMap(equation -> Stream.concat(equation.left().stream(), equation.right().stream()))
                .distinct();
    }

    @Test
    void allEquationsOfAGoodRunHold() {
        assertThat(ControlProof.of(ControlEquation.ofRun(), GOOD))
                .isInstanceOfSatisfying(ControlProof.Holds.class, proof -> assertThat(proof.checks())
                        .hasSameSizeAs(ControlEquation.ofRun()));
    }

    /** Each total is guarded: one unit more of it, and exactly the equations that name it fail. */
    @ParameterizedTest
    @MethodSource("totals")
    void aTotalThatIsOffBreaksTheEquationsThatNameIt(TotalName name) {
        ControlTotals off = ControlTotals.sheet()
                .add(GOOD)
                .add(name, Money.parse("0.000000000001"))
                .totals();
        ControlProof proof = ControlProof.of(ControlEquation.ofRun(), off);
        assertThat(proof).isInstanceOf(ControlProof.Fails.class);
        assertThat(((ControlProof.Fails) proof).failed())
                .extracting(Check::equation)
                .containsExactlyElementsOf(ControlEquation.ofRun().stream()
                        .filter(equation -> equation.left().contains(name)
                                != equation.right().contains(name))
                        .map(ControlEquation::name)
                        .toList());
    }

    @Test
    void equationsHaveNamesOfTheirOwn() {
        assertThat(ControlEquation.ofRun()).extracting(ControlEquation::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            lines        | lines.read + lines.carried_in + lines.retried | lines.events + lines.carried_out + lines.duplicates + lines.suspended + lines.starts + lines.seals + lines.blank
            tokens.input | tokens.read.input | tokens.accepted.input + tokens.carried_out.input + tokens.duplicate.input + tokens.suspended.input
            tokens.priced.input | tokens.accepted.input | tokens.priced.input
            facts.tokens.seconds | tokens.priced.seconds | tokens.facts.seconds
            events       | lines.events | lines.settled
            facts.rows   | lines.settled | lines.fact_rows
            charge       | settlement.charge | settlement.draw_main + settlement.draw_backup + settlement.draw_wallet_bonus + settlement.draw_wallet_paid + settlement.shortfall + settlement.over_run
            facts.charge | settlement.charge | facts.charge
            journal.charge | facts.charge | journal.charge
            journal.provider_cost | facts.provider_cost | journal.provider_cost
            lots.draw_main | facts.draw_main | lots.draw_main
            lots.shortfall | facts.shortfall | lots.shortfall
            purse.wallet_paid | purse.wallet_paid.opening + purse.wallet_paid.increase + purse.wallet_paid.returned | purse.wallet_paid.closing + purse.wallet_paid.drawn + purse.wallet_paid.paid_off + purse.wallet_paid.taken + purse.wallet_paid.lapsed
            journal.purse.shortfall | purse.shortfall.opening + purse.shortfall.journal | purse.shortfall.closing
            """)
    void theLawInWords(String name, String left, String right) {
        ControlEquation equation = ControlEquation.ofRun().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(words(equation.left())).isEqualTo(left);
        assertThat(words(equation.right())).isEqualTo(right);
    }

    @ParameterizedTest
    @EnumSource(Component.class)
    void everyComponentIsFollowedThroughEveryHop(Component component) {
        assertThat(ControlEquation.ofRun())
                .extracting(ControlEquation::name)
                .contains(
                        "tokens." + component.code(),
                        "tokens.priced." + component.code(),
                        "facts.tokens." + component.code());
    }

    @Test
    void aFailureNamesTheEquationBothSidesAndTheDifference() {
        ControlTotals lost = ControlTotals.ofRows(Map.of(
                "lines.read", new BigDecimal("100"),
                "lines.carried_in", new BigDecimal("2"),
                "lines.events", new BigDecimal("98"),
                "lines.seals", new BigDecimal("1")));
        ControlProof proof = ControlProof.of(ControlEquation.ofTakingIn(), lost);
        assertThat(((ControlProof.Fails) proof).sentence())
                .isEqualTo(
                        """
                        1 of 19 control equations do not hold:
                          lines: lines.read 100 + lines.carried_in 2 + lines.retried 0 = 102, but lines.events 98 + \
                        lines.carried_out 0 + lines.duplicates 0 + lines.suspended 0 + lines.starts 0 + lines.seals 1 + \
                        lines.blank 0 = 99; difference 3""");
    }

    private static String words(List<TotalName> names) {
        return names.stream().map(TotalName::name).collect(Collectors.joining(" + "));
    }

    private static ControlTotals good() {
        ControlTotals.Sheet sheet = ControlTotals.sheet()
                .add(LineCount.READ.total(), 100)
                .add(LineCount.CARRIED_IN.total(), 3)
                .add(LineCount.RETRIED.total(), 2)
                .add(LineCount.EVENTS.total(), 90)
                .add(LineCount.CARRIED_OUT.total(), 4)
                .add(LineCount.DUPLICATES.total(), 5)
                .add(LineCount.SUSPENDED.total(), 2)
                .add(LineCount.STARTS.total(), 1)
                .add(LineCount.SEALS.total(), 1)
                .add(LineCount.BLANK.total(), 2)
                .add(LineCount.SETTLED.total(), 90)
                .add(LineCount.FACT_ROWS.total(), 90);
        for (Component component : Component.values()) {
            sheet.add(TokenCount.READ.total(component), 20)
                    .add(TokenCount.ACCEPTED.total(component), 13)
                    .add(TokenCount.CARRIED_OUT.total(component), 4)
                    .add(TokenCount.DUPLICATE.total(component), 2)
                    .add(TokenCount.SUSPENDED.total(component), 1)
                    .add(TokenCount.PRICED.total(component), 13)
                    .add(TokenCount.FACTS.total(component), 13);
        }
        for (Book book : Book.values()) {
            for (UsageFigure figure : UsageFigure.values()) {
                // Draws of 4, 8, ... 128 dollars, and the charge that is their sum.
                long dollars = figure == UsageFigure.CHARGE ? 252 : 1L << figure.ordinal();
                sheet.add(book.total(figure), Money.ofCents(100 * dollars));
            }
        }
        for (Purse purse : Purse.values()) {
            long amount = 1;
            for (PurseChange change : PurseChange.values()) {
                sheet.add(
                        purse.total(change),
                        change == PurseChange.CLOSING || change == PurseChange.JOURNAL ? 0 : amount);
                amount *= 2;
            }
            // opening 1 + increase 2 + returned 4 less drawn 8, paid off 16, taken 32, lapsed 64
            sheet.add(purse.total(PurseChange.CLOSING), -113).add(purse.total(PurseChange.JOURNAL), -114);
        }
        return sheet.totals();
    }
}
