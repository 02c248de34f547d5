package io.reckoner.jobs.settlement;

import io.reckoner.jobs.account.DirectoryView;
import io.reckoner.jobs.plan.PlanTable;
import io.reckoner.jobs.plan.SubscriptionTable;
import io.reckoner.jobs.rating.PriceBooks;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.AccountTerms;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Loads what a run is pinned to: accounts, keys, cycles and plans as recorded up to its start, and its price book. */
public final class PinnedView {
    private final JdbcClient jdbc;

    public PinnedView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Pinned of(Run run) {
        Directory directory = new DirectoryView(jdbc).at(run.directoryAsOf());
        Map<String, List<PlanCycle>> cycles = cycles(run);
        List<AccountTerms> terms = directory.accounts().stream()
                .map(account -> new AccountTerms(account, cycles.getOrDefault(account, List.of())))
                .toList();
        return new Pinned(
                run,
                directory,
                new PriceBooks(jdbc).book(run.priceBookVersion()),
                new PlanTable(jdbc).catalogue(),
                terms);
    }

    /**
     * Cycles that opened before the run's watermark, up to where they ended early, if they did; later ones can overlay no
     * price of it.
     */
    private Map<String, List<PlanCycle>> cycles(Run run) {
        Map<String, List<PlanCycle>> cycles = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT c.cycle_id, c.account_id, c.plan_code, c.plan_version, c.starts_at, c.acts_at,
                               LEAST(c.ends_at, e.acts_at) AS ends_at
                        FROM cycle c LEFT JOIN cycle_ending e USING (cycle_id)
                        WHERE c.acts_at < :watermark AND (e.acts_at IS NULL OR e.acts_at > c.acts_at)
                        """)
                .param("watermark", run.watermark().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    cycles.computeIfAbsent(row.getString("account_id"), account -> new ArrayList<>())
                            .add(SubscriptionTable.cycle(row).live());
                });
        return cycles;
    }
}
