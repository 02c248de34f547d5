package io.reckoner.reports.verify;

import io.reckoner.kernel.control.Check;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the control equations of each run to the test once more, and holds the outcome against what was stored of it. */
public final class EquationCheck implements RecordCheck {
    private final StoredTotals stored;

    public EquationCheck(StoredTotals stored) {
        this.stored = stored;
    }

    @Override
    public VerifyCheck check(RunRange runs) {
        long[] equations = new long[1];
        List<String> broken = new ArrayList<>();
        Map<Long, List<StoredTotals.Equation>> outcomes = stored.equations(runs);
        stored.totals(runs).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(run -> {
                    List<Check> checks = again(run.getValue());
                    equations[0] += checks.size();
                    broken.addAll(faults(run.getKey(), checks, outcomes.getOrDefault(run.getKey(), List.of())));
                });
        return new VerifyCheck(
                "control equations",
                "equations",
                BigDecimal.valueOf(equations[0]),
                BigDecimal.valueOf(equations[0] - broken.size()),
                broken.size(),
                broken.subList(0, Math.min(broken.size(), VerifyCheck.MOST_EXAMPLES)),
                Remedy.TOTALS);
    }

    private static List<Check> again(ControlTotals totals) {
        return ControlProof.of(ControlEquation.ofRun(), totals).checks();
    }

    /** One fault for an equation at most. */
    private static List<String> faults(long run, List<Check> checks, List<StoredTotals.Equation> outcomes) {
        Map<String, StoredTotals.Equation> byName = new HashMap<>();
        outcomes.forEach(outcome -> byName.put(outcome.name(), outcome));
        List<String> faults = new ArrayList<>();
        for (Check check : checks) {
            StoredTotals.Equation outcome = byName.get(check.equation());
            if (!check.holds()) {
                faults.add("run " + run + ": " + check.sentence());
            } else if (outcome == null) {
                faults.add("run " + run + ": equation " + check.equation() + " is not stored");
            } else if (check.left().compareTo(outcome.left()) != 0
                    || check.right().compareTo(outcome.right()) != 0) {
                faults.add("run " + run + ": equation " + check.equation() + " is stored as "
                        + outcome.left().toPlainString() + " = "
                        + outcome.right().toPlainString()
                        + ", its totals come to " + check.left().toPlainString() + " = "
                        + check.right().toPlainString());
            }
        }
        return faults;
    }
}
