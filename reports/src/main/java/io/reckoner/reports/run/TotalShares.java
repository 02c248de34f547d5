package io.reckoner.reports.run;

import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.Quotient;
import io.reckoner.reports.table.TextRenderer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What every total says of itself: as of which watermark it is, and how much of it came late, is estimated, or is still set aside.
 *
 * @param noun one of what is counted: {@code request}
 * @param all the whole of the total
 */
public record TotalShares(String noun, Part all, Part late, Part estimated) {
    /** How many, and what they are charged in USD. */
    public record Part(BigDecimal count, BigDecimal charge) {}

    /**
     * A sentence for each.
     *
     * @param end of the report's range, exclusive
     */
    public List<String> notes(Instant end, RunStanding standing) {
        return List.of(
                standing.asOf(end),
                "Late: " + share(late) + ".",
                "Estimated: " + share(estimated) + ".",
                "Suspended: " + suspended(standing) + ".");
    }

    /** {@code 12 of 10,000 requests (0.1 %), 3.45 USD of the charge (0.2 %)}. */
    private String share(Part part) {
        if (part.count().signum() == 0) {
            return "none";
        }
        return TextRenderer.count(part.count()) + " of "
                + Counted.of(all.count().longValueExact(), noun) + " ("
                + percent(part.count(), all.count()) + "), "
                + TextRenderer.money(part.charge(), 6) + " USD of the charge ("
                + percent(part.charge(), all.charge()) + ")";
    }

    /** Suspended lines have no trustworthy time or charge: they are set beside what the report counts. */
    private String suspended(RunStanding standing) {
        if (standing.openSuspense() == 0) {
            return "none";
        }
        BigDecimal lines = BigDecimal.valueOf(standing.openSuspense());
        return Counted.of(standing.openSuspense(), "line") + " open, of any time ("
                + percent(lines, all.count().add(lines)) + " of " + noun + "s and open lines)";
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return TextRenderer.percent(Quotient.of(part, whole));
    }
}
