package io.reckoner.reports.verify;

import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.TotalName;
import java.util.Map;
import java.util.Set;

/** The totals of committed runs as one book has them: worked out again from what it holds now. */
public interface RunTotals {
    /** The totals this book speaks of; of others it knows nothing. */
    Set<TotalName> names();

    /** By run. A run about which the book says nothing may be left out: its totals are zero. */
    Map<Long, ControlTotals> of(RunRange runs);
}
