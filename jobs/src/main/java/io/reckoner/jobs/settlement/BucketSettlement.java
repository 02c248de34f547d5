package io.reckoner.jobs.settlement;

import io.reckoner.ingest.rows.BucketRows;
import io.reckoner.jobs.facts.FactWriter;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.PurseTotals;
import io.reckoner.kernel.control.SettlementTotals;
import io.reckoner.kernel.journal.Bookkeeper;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.Dealings;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.PostingRules;
import io.reckoner.kernel.rating.Rater;
import io.reckoner.kernel.settlement.AccountState;
import io.reckoner.kernel.settlement.DrawBlock;
import io.reckoner.kernel.settlement.Movement;
import io.reckoner.kernel.settlement.MovementSink;
import io.reckoner.kernel.settlement.ProviderUsage;
import io.reckoner.kernel.settlement.SettlementTerms;
import io.reckoner.kernel.settlement.Settler;
import io.reckoner.kernel.settlement.TimelineItem;
import io.reckoner.kernel.usage.ChargeBlock;
import io.reckoner.kernel.usage.EventBlock;
import io.reckoner.kernel.usage.Symbols;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Works out one bucket: rate, draw, write facts, post. Accounts come in order of id; those without rows are settled too
 * where an item lands, a lot expires, a cycle is live or was paid for.
 */
final class BucketSettlement {
    private final Pinned pinned;
    private final Map<String, AccountState> opening;
    private final Map<String, List<TimelineItem>> items;
    private final List<Integer> accounts;
    private final FactWriter facts;
    private final Rater rater;
    private final Settler settler;
    private final Bookkeeper bookkeeper;
    private final Map<String, Dealings> dealings;
    private final ChargeBlock charges = new ChargeBlock();
    private final DrawBlock draws = new DrawBlock();
    private final SettlementTotals settled = new SettlementTotals();
    private final ControlTotals.Sheet purses = ControlTotals.sheet();
    private final KeyTally keys;
    private final List<AccountState> closing = new ArrayList<>();
    private final List<MovementTable.Row> movements = new ArrayList<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private int nextIdle;
    private int current = -1;
    private Happened happened = new Happened();

    /**
     * @param accounts ordinals of the bucket's accounts, ascending
     * @param opening states before the run, by account
     * @param items what lands in this run, by account
     * @param dealings what the books must know of payments and cycles, by account
     */
    BucketSettlement(
            Pinned pinned,
            Symbols symbols,
            ChartOfAccounts chart,
            List<Integer> accounts,
            Map<String, AccountState> opening,
            Map<String, List<TimelineItem>> items,
            Map<String, Dealings> dealings,
            FactWriter facts) {
        Run run = pinned.run();
        this.pinned = pinned;
        this.accounts = accounts;
        this.opening = opening;
        this.items = items;
        this.facts = facts;
        this.rater = new Rater(pinned.book(), symbols);
        this.settler =
                new Settler(new SettlementTerms(run.previousWatermark(), run.watermark(), pinned.plans()), symbols);
        this.bookkeeper = new Bookkeeper(new PostingRules(chart, run.id()), run.previousWatermark(), run.watermark());
        this.dealings = dealings;
        this.keys = new KeyTally(pinned.directory());
    }

    BucketBooks settle(BucketRows rows) throws IOException {
        EventBlock block = new EventBlock();
        while (rows.fill(block)) {
            charges.clear(EventBlock.CAPACITY);
            for (int from = 0; from < block.size; ) {
                int to = endOfAccount(block, from);
                if (block.account[from] != current) {
                    finish();
                    settleIdleBefore(block.account[from]);
                    begin(block.account[from]);
                }
                rater.rate(block, from, to, pinned.terms().get(current), charges);
                settler.settle(block, charges, from, to, draws);
                from = to;
            }
            settled.add(block, charges, draws, 0, block.size);
            keys.add(block, charges);
            facts.append(block, charges, draws, 0, block.size);
        }
        finish();
        settleIdleBefore(Integer.MAX_VALUE);
        ControlTotals tally = settled.totals().plus(purses.totals());
        return new BucketBooks(closing, movements, entries, keys.rows(), facts.finish(), tally);
    }

    private static int endOfAccount(EventBlock block, int from) {
        int account = block.account[from];
        int to = from + 1;
        while (to < block.size && block.account[to] == account) {
            to++;
        }
        return to;
    }

    private void settleIdleBefore(int ordinal) {
        while (nextIdle < accounts.size() && accounts.get(nextIdle) <= ordinal) {
            int account = accounts.get(nextIdle++);
            if (account != ordinal) {
                if (hasSomethingDue(pinned.directory().account(account))) {
                    begin(account);
                    finish();
                } else {
                    untouched(pinned.directory().account(account));
                }
            }
        }
    }

    private boolean hasSomethingDue(String account) {
        if (items.containsKey(account) || dealings.containsKey(account)) {
            return true;
        }
        AccountState state = opening.get(account);
        return state != null
                && (state.cycle() != null
                        || state.lots().stream().anyMatch(open -> {
                            var expiresAt = open.lot().expiresAt();
                            return expiresAt != null
                                    && !expiresAt.isAfter(pinned.run().watermark());
                        }));
    }

    private void untouched(String account) {
        AccountState state = opening.get(account);
        if (state != null) {
            purses.add(PurseTotals.of(state, List.of(), state));
        }
    }

    private void begin(int ordinal) {
        String account = pinned.directory().account(ordinal);
        current = ordinal;
        happened = new Happened();
        settler.begin(stateOf(account), items.getOrDefault(account, List.of()), happened);
    }

    private void finish() {
        if (current < 0) {
            return;
        }
        String account = pinned.directory().account(current);
        AccountState before = stateOf(account);
        AccountState after = settler.finish();
        purses.add(PurseTotals.of(before, happened.movements, after));
        if (!after.equals(before)) {
            closing.add(after);
        }
        happened.movements.forEach(movement -> movements.add(new MovementTable.Row(account, movement)));
        entries.addAll(bookkeeper.entries(
                account, happened.movements, happened.usage, dealings.getOrDefault(account, Dealings.NONE)));
        current = -1;
    }

    private AccountState stateOf(String account) {
        return opening.getOrDefault(account, AccountState.fresh(account));
    }

    /** Takes down what the settler does to one account. */
    private static final class Happened implements MovementSink {
        private final List<Movement> movements = new ArrayList<>();
        private final List<ProviderUsage> usage = new ArrayList<>();

        @Override
        public void movement(Movement movement) {
            movements.add(movement);
        }

        @Override
        public void usage(ProviderUsage used) {
            usage.add(used);
        }
    }
}
