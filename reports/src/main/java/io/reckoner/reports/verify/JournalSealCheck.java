package io.reckoner.reports.verify;

import io.reckoner.kernel.journal.SealHash;
import io.reckoner.reports.journal.JournalView;
import io.reckoner.reports.run.RunSealView;
import io.reckoner.reports.run.RunSealView.RunSeal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Seals the journal of each run once more, over the seal of the run before: any entry changed, added or gone shows. */
public final class JournalSealCheck implements RecordCheck {
    private final JournalView journal;
    private final RunSealView seals;

    public JournalSealCheck(JournalView journal, RunSealView seals) {
        this.journal = journal;
        this.seals = seals;
    }

    @Override
    public VerifyCheck check(RunRange runs) {
        List<RunSeal> stored =
                seals.all().stream().filter(seal -> runs.contains(seal.run())).toList();
        List<String> broken = new ArrayList<>();
        for (RunSeal seal : stored) {
            String fault = fault(seal);
            if (!fault.isEmpty()) {
                broken.add("run " + seal.run() + ": " + fault);
            }
        }
        return new VerifyCheck(
                "journal against its seals",
                "runs",
                BigDecimal.valueOf(stored.size()),
                BigDecimal.valueOf(stored.size() - broken.size()),
                broken.size(),
                broken.subList(0, Math.min(broken.size(), VerifyCheck.MOST_EXAMPLES)),
                Remedy.JOURNAL);
    }

    private String fault(RunSeal stored) {
        SealHash hash = SealHash.of(stored.run(), stored.previous());
        try {
            journal.forEachOfRun(stored.run(), hash::add);
        } catch (IllegalStateException | IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
        String again = hash.seal().sha256();
        return again.equals(stored.seal().sha256())
                ? ""
                : "its entries have the seal " + again + ", the run was sealed with "
                        + stored.seal().sha256();
    }
}
