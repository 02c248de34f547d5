package io.reckoner.jobs.settlement;

import io.reckoner.ingest.decode.LineRanges;
import io.reckoner.jobs.intake.RunInputTable.TakenSegment;
import io.reckoner.jobs.suspense.SuspenseTable;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.reports.table.Counted;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            List<SuspenseTable.Group> groups = work.suspended();
            throw new RunRefusedException(
                    work.pinned().run() + ": " + suspended.toPlainString() + " of " + judged.toPlainString()
                            + " events would be set aside, more than the share of " + mostSuspended.toPlainString()
                            + " that settings allow (settlement.most-suspended). Nothing was settled. By reason:\n"
                            + causes(groups) + "\nAll of them: "
                            + work.pinned().run().suspenseListing()
                            + ". Mend the cause; or withdraw a file that is wrong,"
                            + " with reckon ingest withdraw; or raise the share. Then run again.",
                    groups);
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

    /** A line for each reason, most lines first: how many, and where the first of them stands. */
    private String causes(List<SuspenseTable.Group> groups) {
        Map<SuspenseReason, Cause> causes = new EnumMap<>(SuspenseReason.class);
        for (TakenSegment segment : work.input().segments()) {
            for (SuspenseTable.Group group : groups) {
                if (group.segment() == segment.number()) {
                    causes.computeIfAbsent(group.reason(), reason -> new Cause(segment.fileName()))
                            .add(segment.fileName(), group);
                }
            }
        }
        return causes.entrySet().stream()
                .sorted(Comparator.comparing(cause -> -cause.getValue().lines))
                .map(cause -> "  " + Counted.of(cause.getValue().lines, "line") + ", "
                        + cause.getKey().code() + ": " + cause.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** What one reason set aside, in the order of segments. */
    private static final class Cause {
        private final String file;
        private final Set<String> details = new HashSet<>();
        private long firstLine = Long.MAX_VALUE;
        private String detail = "";
        private long lines;

        Cause(String file) {
            this.file = file;
        }

        void add(String in, SuspenseTable.Group group) {
            long first = group.lines().ranges().getFirst().first();
            if (in.equals(file) && first < firstLine) {
                firstLine = first;
                detail = group.detail();
            }
            details.add(group.detail());
            lines += group.lines().count();
        }

        /** {@code first usage-eu-1-000000000042.jsonl:17, model "a" has no rate card, and 2 other details}. */
        @Override
        public String toString() {
            return "first " + file + ":" + firstLine + (detail.isEmpty() ? "" : ", " + detail)
                    + (details.size() > 1 ? ", and " + Counted.of(details.size() - 1, "other detail") : "");
        }
    }
}
