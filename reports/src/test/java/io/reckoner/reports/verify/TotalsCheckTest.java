package io.reckoner.reports.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.kernel.control.Check;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.TotalName;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TotalsCheckTest {
    private static final String LINES =
            "lines.read 10, lines.events 9, lines.seals 1, lines.settled 9, lines.fact_rows 9";

    @Test
    void totalsTheBookKnowsNothingOfAreLeftAlone() {
        VerifyCheck check = check("lines.suspended 2, lines.starts 7", "lines.suspended 2");
        assertThat(check.holds()).isTrue();
        assertThat(check.left()).isEqualByComparingTo("1");
    }

    @Test
    void aDifferenceIsNamedWithRunAndBothSides() {
        VerifyCheck check = check("lines.suspended 3", "lines.suspended 2");
        assertThat(check.breaks()).isEqualTo(1);
        assertThat(check.examples())
                .containsExactly("run 1: lines.suspended is stored as 3, by the intake it is 2, difference 1");
    }

    @Test
    void aRunWhoseTotalsAreGoneIsABreak() {
        VerifyCheck check =
                new TotalsCheck(stored(Map.of(), List.of()), "intake", book("lines.suspended 2")).check(RunRange.ALL);
        assertThat(check.examples())
                .containsExactly("run 1: lines.suspended is stored as 0, by the intake it is 2, difference -2");
    }

    @Test
    void equationsHoldAgain() {
        VerifyCheck check = new EquationCheck(stored(totals(LINES), outcomes(LINES))).check(RunRange.ALL);
        assertThat(check.holds()).isTrue();
        assertThat(check.left())
                .isEqualByComparingTo(String.valueOf(ControlEquation.ofRun().size()));
    }

    @Test
    void anEquationWhoseTotalsWereAlteredBreaks() {
        String altered = LINES.replace("lines.seals 1", "lines.seals 2");
        assertThat(new EquationCheck(stored(totals(altered), outcomes(LINES)))
                        .check(RunRange.ALL)
                        .examples())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("run 1: lines: lines.read 10")
                .endsWith("= 11; difference -1");
    }

    @Test
    void anOutcomeThatWasAlteredOrTakenAwayBreaks() {
        List<StoredTotals.Equation> altered = outcomes(LINES.replace("read 10", "read 12")).stream()
                .filter(outcome -> !outcome.name().equals("events"))
                .toList();
        assertThat(new EquationCheck(stored(totals(LINES), altered))
                        .check(RunRange.ALL)
                        .examples())
                .containsExactly(
                        "run 1: equation lines is stored as 12 = 10, its totals come to 10 = 10",
                        "run 1: equation events is not stored");
    }

    private static VerifyCheck check(String stored, String found) {
        return new TotalsCheck(stored(totals(stored), List.of()), "intake", book(found)).check(RunRange.ALL);
    }

    private static RunTotals book(String found) {
        return new RunTotals() {
            @Override
            public Set<TotalName> names() {
                return Set.of(new TotalName("lines.suspended"));
            }

            @Override
            public Map<Long, ControlTotals> of(RunRange runs) {
                return totals(found);
            }
        };
    }

    private static Map<Long, ControlTotals> totals(String text) {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        for (String total : text.split(", ")) {
            String[] parts = total.split(" ");
            sheet.add(new TotalName(parts[0]), new BigDecimal(parts[1]));
        }
        return Map.of(1L, sheet.totals());
    }

    private static List<StoredTotals.Equation> outcomes(String text) {
        ControlTotals totals = totals(text).get(1L);
        return ControlEquation.ofRun().stream()
                .map(equation -> equation.check(totals))
                .map((Check check) -> new StoredTotals.Equation(check.equation(), check.left(), check.right()))
                .toList();
    }

    private static StoredTotals stored(Map<Long, ControlTotals> totals, List<StoredTotals.Equation> outcomes) {
        return new StoredTotals() {
            @Override
            public Map<Path, ControlTotals> files() {
                return Map.of();
            }

            @Override
            public Map<Long, ControlTotals> written(RunRange runs) {
                return Map.of();
            }

            @Override
            public Map<Long, ControlTotals> totals(RunRange runs) {
                return totals;
            }

            @Override
            public Map<Long, List<Equation>> equations(RunRange runs) {
                return Map.of(1L, outcomes);
            }
        };
    }
}
