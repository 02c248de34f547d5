package io.reckoner.ingest.decode;

import io.reckoner.kernel.control.ExactSum;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.kernel.suspense.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of one part set aside, grouped by reason and detail. Of each reason the first {@value #DETAILS} details are
 * told apart; lines with other details share one group, so that a flood of unknown names cannot fill the memory.
 */
final class SuspenseGroups {
    static final int DETAILS = 1000;

    private static final class Group {
        final LineRanges lines = new LineRanges();
        final ExactSum tokens = new ExactSum();
    }

    private final Map<Verdict, Group> groups = new HashMap<>();
    private final int[] details = new int[SuspenseReason.values().length];

    void add(Verdict verdict, long line, long offset, long tokens) {
        Group group = groups.get(verdict);
        if (group == null) {
            Verdict told = details[verdict.reason().ordinal()] < DETAILS
                    ? verdict
                    : new Verdict(verdict.reason(), "one of many other details; show the lines themselves");
            group = groups.computeIfAbsent(told, v -> {
                details[v.reason().ordinal()]++;
                return new Group();
            });
        }
        group.lines.add(line, offset);
        group.tokens.add(tokens);
    }

    /** The groups in the order reason, detail. */
    List<SuspendedLines> of(int source) {
        return groups.entrySet().stream()
                .map(e -> new SuspendedLines(
                        source,
                        e.getKey().reason(),
                        e.getKey().detail(),
                        e.getValue().lines,
                        e.getValue().tokens.value()))
                .sorted(Comparator.comparing(SuspendedLines::reason).thenComparing(SuspendedLines::detail))
                .toList();
    }
}
