package io.reckoner.kernel.control;

import java.util.List;
import java.util.stream.Collectors;

/** The outcome of proving a set of equations. */
public sealed interface ControlProof {
    /** Every equation that was put to the test, with its figures. */
    List<Check> checks();

    /** All of them hold. */
    record Holds(List<Check> checks) implements ControlProof {}

    /** Some do not: the run must fail. */
    record Fails(List<Check> checks, List<Check> failed) implements ControlProof {
        /** All failed equations, each with both sides and the difference, one a line. */
        public String sentence() {
            return failed.size() + " of " + checks.size() + " control equations do not hold:\n"
                    + failed.stream().map(check -> "  " + check.sentence()).collect(Collectors.joining("\n"));
        }
    }

    /** Puts the equations to the test, all of them, whatever fails. */
    static ControlProof of(List<ControlEquation> equations, ControlTotals totals) {
        List<Check> checks =
                equations.stream().map(equation -> equation.check(totals)).toList();
        List<Check> failed = checks.stream().filter(check -> !check.holds()).toList();
        return failed.isEmpty() ? new Holds(checks) : new Fails(checks, failed);
    }
}
