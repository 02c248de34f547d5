package io.reckoner.reports.cost;

import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.TextRenderer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What is said under every total. */
final class CostNotes {
    private CostNotes() {}

    static List<String> of(CostRequest request, CostSums total, RunStanding standing) {
        List<String> notes = new ArrayList<>();
        notes.add(standing.asOf(request.range().to()));
        notes.add("Late: " + part(total, CostSum.REQUESTS_LATE, CostSum.CHARGE_LATE) + ".");
        notes.add("Estimated: " + part(total, CostSum.REQUESTS_ESTIMATED, CostSum.CHARGE_ESTIMATED) + ".");
        notes.add("Suspended: " + suspended(total, standing) + ".");
        BigDecimal unknown = total.get(CostSum.COST_UNKNOWN);
        if (unknown.signum() > 0) {
            notes.add("Cost unknown for " + requests(unknown) + ": left out of cost and margin.");
        }
        if (request.keyKinds() == KeyKinds.PAYG) {
            notes.add("Usage of subscription keys is left out.");
        }
        return notes;
    }

    /** {@code 12 of 10,000 requests (0.1 %), 3.45 USD of the charge (0.2 %)}. */
    private static String part(CostSums total, CostSum requests, CostSum charge) {
        BigDecimal some = total.get(requests);
        if (some.signum() == 0) {
            return "none";
        }
        return count(some) + " of " + requests(total.get(CostSum.REQUESTS)) + " ("
                + TextRenderer.percent(CostSums.quotient(some, total.get(CostSum.REQUESTS))) + "), "
                + TextRenderer.money(total.get(charge), 6) + " USD of the charge ("
                + TextRenderer.percent(CostSums.quotient(total.get(charge), total.get(CostSum.CHARGE))) + ")";
    }

    /** Suspended lines have no trustworthy time or charge: they are set beside the requests of the report. */
    private static String suspended(CostSums total, RunStanding standing) {
        if (standing.openSuspense() == 0) {
            return "none";
        }
        BigDecimal lines = BigDecimal.valueOf(standing.openSuspense());
        return Counted.of(standing.openSuspense(), "line") + " open, of any time ("
                + TextRenderer.percent(
                        CostSums.quotient(lines, total.get(CostSum.REQUESTS).add(lines)))
                + " of requests and open lines)";
    }

    private static String requests(BigDecimal value) {
        return count(value) + (value.compareTo(BigDecimal.ONE) == 0 ? " request" : " requests");
    }

    private static String count(BigDecimal value) {
        return TextRenderer.count(value);
    }
}
