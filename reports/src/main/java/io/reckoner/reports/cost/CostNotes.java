package io.reckoner.reports.cost;

import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.run.TotalShares;
import io.reckoner.reports.table.Counted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What is said under every total. */
final class CostNotes {
    private CostNotes() {}

    static List<String> of(CostRequest request, CostSums total, RunStanding standing) {
        TotalShares shares = new TotalShares(
                "request",
                part(total, CostSum.REQUESTS, CostSum.CHARGE),
                part(total, CostSum.REQUESTS_LATE, CostSum.CHARGE_LATE),
                part(total, CostSum.REQUESTS_ESTIMATED, CostSum.CHARGE_ESTIMATED));
        List<String> notes = new ArrayList<>(shares.notes(request.range().to(), standing));
        BigDecimal unknown = total.get(CostSum.COST_UNKNOWN);
        if (unknown.signum() > 0) {
            notes.add("Cost unknown for " + Counted.of(unknown.longValueExact(), "request")
                    + ": left out of cost and margin.");
        }
        if (request.keyKinds() == KeyKinds.PAYG) {
            notes.add("Usage of subscription keys is left out.");
        }
        return notes;
    }

    private static TotalShares.Part part(CostSums total, CostSum requests, CostSum charge) {
        return new TotalShares.Part(total.get(requests), total.get(charge));
    }
}
