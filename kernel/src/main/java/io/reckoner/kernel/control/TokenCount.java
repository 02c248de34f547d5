package io.reckoner.kernel.control;

import io.reckoner.kernel.usage.Component;
import java.util.Locale;

/**
 * Where the counts of a component went. Counts are in units times 10^{@link Component#scale}, as in an event block. A line
 * that could not be decoded has no counts on either side.
 */
public enum TokenCount {
    /** Decoded from any line of the run: new, carried in or retried. */
    READ,
    /** Of accepted events. */
    ACCEPTED,
    /** Of events carried out. */
    CARRIED_OUT,
    /** Of duplicates. */
    DUPLICATE,
    /** Of events set aside after their counts were read: conflicts and those without a price. */
    SUSPENDED,
    /** Of events that were priced and settled. */
    PRICED,
    /** In the rows written to the facts. */
    FACTS;

    /** The total's name for a component. */
    public TotalName total(Component component) {
        return new TotalName("tokens." + name().toLowerCase(Locale.ROOT) + "." + component.code());
    }
}
