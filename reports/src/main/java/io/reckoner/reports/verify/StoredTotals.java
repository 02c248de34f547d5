package io.reckoner.reports.verify;

import io.reckoner.kernel.control.ControlTotals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sums that were stored when a run was committed: nobody works with them again, so only a verification sees them altered. */
public interface StoredTotals {
    /**
     * An equation of a run as it came out.
     *
     * @param name of {@link io.reckoner.kernel.control.ControlEquation}
     */
    record Equation(String name, BigDecimal left, BigDecimal right) {}

    /** Of every visible fact file, as the manifest has them, named as {@link FactTotalsQuery} names them. */
    Map<Path, ControlTotals> files();

    /** Of all files together that a run wrote, whether or not merged ones have replaced them. */
    Map<Long, ControlTotals> written(RunRange runs);

    /** The control totals of each run, those of all its hops and buckets added up. */
    Map<Long, ControlTotals> totals(RunRange runs);

    /** The control equations of each run. */
    Map<Long, List<Equation>> equations(RunRange runs);
}
