package io.reckoner.reports.verify;

import java.util.function.Consumer;

/** A book's sums of usage, of committed runs: from the journal's usage entries, or from the lots' movements. */
public interface LedgerSums {
    /** Hands on every sum there is, in any order; several of one key are added up. */
    void forEach(Consumer<LedgerSum> consumer);
}
