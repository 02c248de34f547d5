package io.reckoner.reports.export;

import io.reckoner.kernel.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A journal to be exported. What it says stays the same while it is read. */
public interface JournalReader {
    /** Everything before it is settled; null before the first committed run. */
    @Nullable
    Instant watermark();

    /**
     * The balance of every ledger account and commodity ever posted to, in order of account and commodity. Worked out apart
     * from the entries, so that an outside checker compares two sums.
     */
    List<LedgerBalance> balances();

    /** Hands on every entry, in order of day and id. */
    void forEach(Consumer<JournalEntry> consumer);
}
