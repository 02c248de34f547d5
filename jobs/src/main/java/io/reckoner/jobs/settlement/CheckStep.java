package io.reckoner.jobs.settlement;

import io.reckoner.jobs.suspense.SuspenseTable;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Stops a run before anything is stored: when lines or tokens do not add up, or too many were set aside. */
public final class CheckStep {
    private final RunWork work;
    private final BigDecimal mostSuspended;

    /** @param mostSuspended greatest share of lines that may be set aside, 0 to 1 */
    public CheckStep(RunWork work, BigDecimal mostSuspended) {
        this.work = work;
        this.mostSuspended = mostSuspended;
    }

    /** @throws RunRefusedException naming every equation that fails, or what most lines were set aside for */
    public void check() {
        ControlTotals totals = work.takenIn();
        if (ControlProof.of(ControlEquation.ofTakingIn(), totals) instanceof ControlProof.Fails fails) {
            throw new RunRefusedException(work.pinned().run() + ": " + fails.sentence());
        }
        BigDecimal suspended = totals.value(LineCount.SUSPENDED.total());
        BigDecimal judged =
                suspended.add(totals.value(LineCount.EVENTS.total())).add(totals.value(LineCount.DUPLICATES.total()));
        if (suspended.compareTo(mostSuspended.multiply(judged)) > 0) {
            throw new RunRefusedException(work.pinned().run() + ": " + suspended.toPlainString() + " of "
                    + judged.toPlainString() + " events would be set aside, more than the share of "
                    + mostSuspended.toPlainString()
                    + " that settings allow (settlement.most_suspended). Nothing was stored."
                    + " Most of them:\n" + causes() + "\nMend the cause, or raise the share, and run again.");
        }
    }

    private String causes() {
        Map<String, Long> lines = new TreeMap<>();
        for (SuspenseTable.Group group : work.suspended()) {
            lines.merge(
                    group.reason().code() + (group.detail().isEmpty() ? "" : ": " + group.detail()),
                    group.lines().count(),
                    Long::sum);
        }
        return lines.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(5)
                .map(cause -> "  " + cause.getValue() + " lines, " + cause.getKey())
                .collect(Collectors.joining("\n"));
    }
}
