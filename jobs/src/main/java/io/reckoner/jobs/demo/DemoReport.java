package io.reckoner.jobs.demo;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.jobs.report.VisibleFactView;
import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.cost.CostFilter;
import io.reckoner.reports.cost.CostMetric;
import io.reckoner.reports.cost.CostRange;
import io.reckoner.reports.cost.CostReport;
import io.reckoner.reports.cost.CostRequest;
import io.reckoner.reports.cost.Dimension;
import io.reckoner.reports.cost.KeyKinds;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.FactsSettings;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** What the month came to. Every figure is read back from facts, journal or control tables. */
final class DemoReport {
    private static final int MOST_ROWS = 10;
    private static final String POOLS = "main,backup";
    private static final String WALLET = "wallet";
    private static final String NO_LOT = ",wallet";

    private final DataFolder folder;
    private final Database database;
    private final DemoPlan plan;
    private final DemoView view;

    DemoReport(DataFolder folder, Database database, DemoPlan plan) {
        this.folder = folder;
        this.database = database;
        this.plan = plan;
        this.view = new DemoView(database.jdbc());
    }

    List<ReportTable> tables() {
        List<ReportTable> tables = new ArrayList<>();
        VisibleFactView files = new VisibleFactView(database.jdbc(), folder);
        try (FactsSession facts = FactsSession.open(FactsSettings.defaults(), files.visible(FactScope.everything()))) {
            tables.add(lines());
            tables.add(money());
            tables.add(suspense());
            tables.add(happenings(facts));
            tables.add(dealings());
            for (Dimension by : List.of(Dimension.Field.MODEL, Dimension.Field.PROVIDER, Dimension.Field.KEY)) {
                tables.add(CostReport.table(facts, cost(by), new StandingView(database.jdbc()).now()));
            }
        }
        tables.add(balances());
        return tables;
    }

    private CostRequest cost(Dimension by) {
        return new CostRequest(
                List.of(by),
                CostRange.utcDays(plan.start(), plan.end().minusDays(1)),
                CostFilter.NONE,
                KeyKinds.ALL,
                null,
                OptionalInt.of(MOST_ROWS),
                CostMetric.USUAL);
    }

    private ReportTable lines() {
        Map<String, BigDecimal> totals = view.controlTotals();
        ReportTable.Builder table = ReportTable.titled(
                        "Control totals over " + Counted.of(view.runs(), "run") + ": lines")
                .columns(Column.text("total", "Lines"), Column.count("count", "How many"));
        for (LineCount count : LineCount.values()) {
            table.row(Cell.of(words(count.name())), Cell.of(lines(totals, count)));
        }
        return table.build();
    }

    private ReportTable money() {
        Map<String, BigDecimal> totals = view.controlTotals();
        ReportTable.Builder table = ReportTable.titled(
                        "Control totals over " + Counted.of(view.runs(), "run") + ": money")
                .columns(Column.text("total", "Sum"), Column.money("amount", "Amount"));
        for (UsageFigure figure : UsageFigure.values()) {
            table.row(
                    Cell.of(words(figure.name())),
                    Cell.of(totals.getOrDefault(Book.SETTLEMENT.total(figure).toString(), BigDecimal.ZERO)));
        }
        return table.footnote(view.checks() + " control equations hold, " + view.failedChecks() + " do not.")
                .build();
    }

    private ReportTable suspense() {
        ReportTable.Builder table = ReportTable.titled("Set aside, by reason")
                .columns(
                        Column.text("reason", "Reason"),
                        Column.count("open", "Open lines"),
                        Column.count("retried", "Retried since"));
        for (DemoView.Suspended one : view.suspense()) {
            table.row(Cell.of(one.reason()), Cell.of(one.open()), Cell.of(one.retried()));
        }
        return table.footnote(DemoBooks.NEW_MODEL
                        + " was called before it had a price; when the book had one, its lines" + " were read again.")
                .build();
    }

    private ReportTable happenings(FactsSession facts) {
        Map<String, BigDecimal> totals = view.controlTotals();
        ReportTable.Builder table = ReportTable.titled("What happened")
                .columns(
                        Column.text("what", "What"),
                        Column.count("count", "How many"),
                        Column.money("amount", "Amount"));
        count(table, "segments taken in", view.segments());
        count(table, "segments delivered twice, counted once", view.noticed("second_delivery"));
        count(table, "segments refused until the good one came", view.noticed("refused"));
        count(table, "segments missing until they came", view.noticed("missing"));
        count(table, "segments recovered after a crash", view.noticed("recovered"));
        count(table, "lines carried over to a later night", lines(totals, LineCount.CARRIED_OUT));
        count(table, "lines repeated and dropped", lines(totals, LineCount.DUPLICATES));
        for (DemoFact fact : DemoFact.values()) {
            tally(table, fact.words(), fact.in(facts));
        }
        tally(table, "accounts whose Wallet credit lapsed", view.movements("lapse", WALLET));
        tally(table, "accounts whose plan credit lapsed", view.movements("lapse", POOLS));
        tally(table, "accounts that ran dry: shortfall", view.movements("shortfall", NO_LOT));
        tally(table, "accounts that paid shortfall off", view.movements("pay_off", WALLET));
        tally(table, "accounts that still owe", view.owed());
        return table.build();
    }

    private ReportTable dealings() {
        ReportTable.Builder table = ReportTable.titled("What customers bought and were given")
                .columns(
                        Column.text("what", "What"),
                        Column.count("count", "How many"),
                        Column.money("amount", "Amount"));
        view.dealings().forEach((what, tally) -> tally(table, what, tally));
        return table.footnote("As booked up to the watermark. The gateway that charges cards here is invented, too.")
                .build();
    }

    private static void count(ReportTable.Builder table, String what, long count) {
        table.row(Cell.of(what), Cell.of(count), Cell.blank());
    }

    private static void tally(ReportTable.Builder table, String what, DemoView.Tally tally) {
        table.row(Cell.of(what), Cell.of(tally.count()), Cell.of(tally.amount()));
    }

    private static long lines(Map<String, BigDecimal> totals, LineCount count) {
        return totals.getOrDefault(count.total().toString(), BigDecimal.ZERO).longValueExact();
    }

    private ReportTable balances() {
        ReportTable.Builder table = ReportTable.titled("Balances of some customers")
                .columns(
                        Column.text("account", "Account"),
                        Column.text("name", "Name"),
                        Column.text("plan", "Plan"),
                        Column.balance("granted", "Wallet granted"),
                        Column.balance("wallet", "Wallet left"),
                        Column.credits("pools", "Plan left"),
                        Column.money("lapsed", "Wallet lapsed"),
                        Column.money("shortfall", "Shortfall in all"),
                        Column.debt("owed", "Still owed"));
        for (DemoView.Balance one : view.balances(MOST_ROWS)) {
            table.row(
                    Cell.of(one.account()),
                    Cell.of(one.name()),
                    Cell.of(one.plan()),
                    Cell.of(one.granted()),
                    Cell.of(one.wallet()),
                    Cell.credits(Money.of(one.pools())),
                    Cell.of(one.lapsed()),
                    Cell.of(one.shortfall()),
                    Cell.of(one.owed()));
        }
        return table.footnote("Those with most shortfall, then most lapsed credit.")
                .build();
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
