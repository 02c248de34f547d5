package io.reckoner.reports.cost;

import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.ReportTable;

/** Answers a {@link CostRequest}. */
public final class CostReport {
    private CostReport() {}

    /**
     * The table of a request.
     *
     * @param session open over at least the files of {@link CostRequest#scope()}
     * @throws IllegalArgumentException when the order names no column of the report
     */
    public static ReportTable table(FactsSession session, CostRequest request, RunStanding standing) {
        return ReportTable.titled("Cost").build();
    }
}
