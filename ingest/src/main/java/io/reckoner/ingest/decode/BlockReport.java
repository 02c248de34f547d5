package io.reckoner.ingest.decode;

import java.util.List;

/**
 * What a block did, part by part in the order given, with all that was set aside or left to the next run.
 *
 * @param suspended grouped by source, reason and detail; in the order source, reason, first line
 * @param carried at most one range for each part
 */
public record BlockReport(List<PartReport> parts, List<SuspendedLines> suspended, List<CarriedRange> carried) {
    public LineCounts counts() {
        return parts.stream().map(PartReport::counts).reduce(LineCounts.NONE, LineCounts::plus);
    }
}
