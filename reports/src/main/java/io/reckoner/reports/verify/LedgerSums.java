package io.reckoner.reports.verify;

import io.reckoner.kernel.control.UsageFigure;
import java.util.Set;
import java.util.function.Consumer;

/** A book's sums of usage, of committed runs: the journal's usage entries, or the movements of lots and debts. */
public interface LedgerSums {
    /** What facts and this book must agree about. */
    Set<UsageFigure> figures();

    /** Hands on every sum of these runs, in any order; several of one run, account, day and figure are added up. */
    void forEach(RunRange runs, Consumer<LedgerSum> consumer);
}
