package io.reckoner.reports.verify;

import io.reckoner.kernel.control.Book;
import io.reckoner.reports.facts.FactsException;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.FactsSettings;
import io.reckoner.reports.facts.VisibleFactFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Proves facts: files against the manifest, every fact against itself, its price book and its raw line, all of them
 * against journal and lots; balances against movements, journal and raw log against their seals.
 *
 * @param books the versions of the price book
 * @param journal usage as the journal has it
 * @param lots usage as the movements of lots and debts have it
 * @param raw the raw log
 * @param stored sums of the manifest and control totals, as they were stored
 * @param records what else is held against what vouches for it
 */
public record Verification(
        FactsSettings settings,
        PriceBooks books,
        LedgerSums journal,
        LedgerSums lots,
        RawUsage raw,
        StoredTotals stored,
        List<RecordCheck> records) {
    public Verification {
        records = List.copyOf(records);
    }

    /**
     * Verifies the facts of some runs.
     *
     * @param files every visible file that may hold a fact of these runs
     * @param progress told each check as it is done
     */
    public VerifyReport verify(List<VisibleFactFile> files, RunRange runs, Consumer<VerifyCheck> progress) {
        List<VerifyCheck> checks = new ArrayList<>();
        Consumer<VerifyCheck> done = check -> {
            checks.add(check);
            progress.accept(check);
        };
        FileCheck fileCheck = new FileCheck();
        done.accept(fileCheck.check(files));
        attempt("facts can be opened", done, () -> {
            try (FactsSession session = FactsSession.open(settings, fileCheck.whole())) {
                session.define("CREATE VIEW verified AS SELECT * FROM facts WHERE run BETWEEN " + runs.first() + " AND "
                        + runs.last());
                attempt("rows against manifest", done, () -> List.of(RowsQuery.check(session)));
                FactTotalsQuery totals = new FactTotalsQuery(session);
                attempt("sums against manifest", done, () -> new ManifestQuery(session, stored).checks(totals, runs));
                attempt(
                        "control totals against facts",
                        done,
                        () -> List.of(new TotalsCheck(stored, "facts", totals).check(runs)));
                attempt("charge by parts", done, () -> SumsQuery.checks(session));
                attempt("facts rated again", done, () -> new RatingCheck(session, books).checks());
                attempt("facts against journal", done, () -> new LedgerQuery(session, Book.JOURNAL, journal)
                        .checks(runs));
                attempt("facts against lots", done, () -> new LedgerQuery(session, Book.LOTS, lots).checks(runs));
                attempt("facts against raw lines", done, () -> new RawQuery(session, raw).checks());
            }
            return List.of();
        });
        records.forEach(record -> attempt("balances and seals", done, () -> List.of(record.check(runs))));
        return new VerifyReport(checks);
    }

    /** A check that cannot be made is broken; the others are still made. */
    private static void attempt(String name, Consumer<VerifyCheck> done, Supplier<List<VerifyCheck>> checks) {
        try {
            checks.get().forEach(done);
        } catch (FactsException e) {
            done.accept(new VerifyCheck(
                    name,
                    "checks",
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    1,
                    List.of("cannot be made: " + e.getMessage()),
                    Remedy.READABLE));
        }
    }
}
