package io.reckoner.jobs.settlement;

import io.reckoner.ingest.decode.LineRanges;
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

/**
 * Stops a run before anything is stored: when lines or tokens do not add up, or too many were set aside.
 *
 * <p>Too many is more than a share of the events the run judges; lines that were in suspense before and stay there are not
 * among them. Example: with a share of 0.05 and 100 new events 5 may be set aside, however many lines are retried in vain.
 */
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
        BigDecimal suspended = totals.value(LineCount.SUSPENDED.total()).subtract(BigDecimal.valueOf(stillSuspended()));
        BigDecimal judged =
                suspended.add(totals.value(LineCount.EVENTS.total())).add(totals.value(LineCount.DUPLICATES.total()));
        if (suspended.compareTo(mostSuspended.multiply(judged)) > 0) {
            throw new RunRefusedException(work.pinned().run() + ": " + suspended.toPlainString() + " of "
                    + judged.toPlainString() + " events would be set aside, more than the share of "
                    + mostSuspended.toPlainString()
                    + " that settings allow (settlement.most-suspended). Nothing was stored."
                    + " Most of them:\n" + causes() + "\nMend the cause, or raise the share, and run again.");
        }
    }

    /** Lines that were tried again in vain: no more is set aside than before, and nobody shall wait because of them. */
    private long stillSuspended() {
        Map<Integer, LineRanges> retried = work.input().retried();
        return work.suspended().stream()
                .mapToLong(group -> {
                    LineRanges lines = retried.get(group.segment());
                    return lines == null ? 0 : lines.inCommonWith(group.lines());
                })
                .sum();
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
