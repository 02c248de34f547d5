package io.reckoner.jobs.opening;

import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.Moved;
import io.reckoner.kernel.journal.Posting;
import io.reckoner.kernel.journal.PostingRules;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.opening.Opening;
import io.reckoner.kernel.opening.OpeningBalances;
import io.reckoner.kernel.settlement.LiveCycle;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An import for people: counts, totals by pool and kind, the entry, the first accounts as understood, and what looks odd. */
final class OpeningReport {
    static final ChartOfAccounts CHART = ChartOfAccounts.STANDARD;

    private static final int FIRST = 5;
    private static final int MOST_NOTES = 50;

    private final ReportTable.Builder table;
    private final Understood understood;

    private OpeningReport(String title, Understood understood) {
        this.understood = understood;
        this.table = ReportTable.titled(title)
                .columns(
                        Column.text("part", "Part"),
                        Column.text("item", "What"),
                        Column.count("count", "Count"),
                        Column.figure("amount", "Amount"),
                        Column.text("unit", "Unit"));
    }

    /**
     * The report.
     *
     * @param run number of the run that holds the entry
     */
    static ReportTable of(String title, OpeningFolder folder, String name, Understood understood, int run) {
        OpeningReport report = new OpeningReport(title, understood);
        folder.found().forEach(file -> report.count("file", file.fileName(), report.taken(file)));
        if (understood.known() > 0) {
            report.count("file", "accounts and keys that are there already", understood.known());
        }
        understood.balances().ifPresent(balances -> report.balances(balances, name, run));
        understood.notes().stream().limit(MOST_NOTES).forEach(report.table::footnote);
        if (understood.notes().size() > MOST_NOTES) {
            report.table.footnote("... and " + (understood.notes().size() - MOST_NOTES) + " more like these.");
        }
        return report.table.build();
    }

    private int taken(OpeningFile file) {
        return switch (file) {
            case ACCOUNTS -> understood.customers().size();
            case KEYS -> understood.keys().size();
            case LOTS ->
                (int) understood.lots().stream()
                        .filter(lot -> lot.pool() == Pool.WALLET)
                        .count();
            case SUBSCRIPTIONS -> understood.subscriptions().size();
            case DEBTS -> understood.debts();
        };
    }

    private void balances(OpeningBalances balances, String name, int run) {
        List<Lot> lots = understood.lots();
        for (Moved sum : balances.credit()) {
            long count = lots.stream()
                    .filter(lot -> lot.pool() == sum.pool() && lot.kind() == sum.kind())
                    .count();
            row(
                    "credit",
                    sum.pool().code() + " " + sum.kind().code(),
                    count,
                    sum.amount(),
                    sum.pool() == Pool.WALLET ? "USD" : "PLANUSD");
        }
        if (balances.owed().isPositive()) {
            row("owed", "open shortfall", understood.debts(), balances.owed(), "USD");
        }
        if (balances.unearned().isPositive()) {
            row("not earned", "running cycles", understood.subscriptions().size(), balances.unearned(), "USD");
        }
        understood.renewals().stream()
                .collect(Collectors.groupingBy(each -> each.by().gateway().code(), TreeMap::new, Collectors.counting()))
                .forEach((gateway, count) -> count("renewed by", gateway, count));
        Optional<JournalEntry> entry = balances.entry(new PostingRules(CHART, run), name);
        for (Posting posting : entry.map(JournalEntry::postings).orElse(List.of())) {
            table.row(
                    Cell.of("entry of " + balances.cutOver().day()),
                    Cell.of(posting.account().name()),
                    Cell.blank(),
                    Cell.of(posting.amount()),
                    Cell.of(posting.commodity().code()));
        }
        balances.openings().stream().limit(FIRST).forEach(opening -> first(opening, balances));
    }

    private void first(Opening opening, OpeningBalances balances) {
        for (Lot lot : opening.wallet()) {
            table.row(
                    Cell.of("account " + opening.account()),
                    Cell.of("wallet " + lot.kind().code() + " from " + lot.effectiveAt()
                            + (lot.expiresAt() == null ? ", never expires" : " till " + lot.expiresAt())),
                    Cell.blank(),
                    Cell.of(lot.amount()),
                    Cell.of("USD"));
        }
        LiveCycle live = opening.state(balances.cutOver()).cycle();
        if (live != null) {
            table.row(
                    Cell.of("account " + opening.account()),
                    Cell.of("plan " + live.cycle().planCode() + "@"
                            + live.cycle().planVersion() + " from "
                            + live.cycle().start() + " till " + live.cycle().end()),
                    Cell.blank(),
                    Cell.of(opening.lots().stream()
                            .filter(lot -> lot.pool() != Pool.WALLET)
                            .map(Lot::amount)
                            .reduce(Money.ZERO, Money::plus)),
                    Cell.of("PLANUSD"));
        }
        opening.debts()
                .forEach(debt -> table.row(
                        Cell.of("account " + opening.account()),
                        Cell.of("owes since " + debt.day()),
                        Cell.blank(),
                        Cell.of(debt.amount()),
                        Cell.of("USD")));
    }

    private void count(String part, String item, long count) {
        table.row(Cell.of(part), Cell.of(item), Cell.of(count), Cell.blank(), Cell.of(""));
    }

    private void row(String part, String item, long count, Money amount, String unit) {
        table.row(Cell.of(part), Cell.of(item), Cell.of(count), Cell.of(amount), Cell.of(unit));
    }
}
