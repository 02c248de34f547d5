package io.reckoner.reports.verify;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.TokenCount;
import io.reckoner.kernel.control.TotalName;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.facts.FactsColumns;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Totals worked out again from the rows of the facts: rows, counts of components in units times 10^scale, money. An unknown
 * cost adds nothing.
 */
public final class FactTotalsQuery implements RunTotals {
    /** What the price book makes of the cost; no figure of the control equations, but a sum of the manifest. */
    public static final TotalName COST_RATED = new TotalName("facts.cost_rated");

    private static final List<LineCount> ROWS = List.of(LineCount.EVENTS, LineCount.SETTLED, LineCount.FACT_ROWS);
    private static final List<TokenCount> COUNTS = List.of(TokenCount.ACCEPTED, TokenCount.PRICED, TokenCount.FACTS);
    private static final List<Book> MONEY = List.of(Book.SETTLEMENT, Book.FACTS);

    private final FactsSession session;

    FactTotalsQuery(FactsSession session) {
        this.session = session;
    }

    @Override
    public Set<TotalName> names() {
        Set<TotalName> names = new HashSet<>();
        ROWS.forEach(rows -> names.add(rows.total()));
        for (Component component : Component.values()) {
            COUNTS.forEach(counts -> names.add(counts.total(component)));
        }
        for (UsageFigure figure : UsageFigure.values()) {
            MONEY.forEach(book -> names.add(book.total(figure)));
        }
        return names;
    }

    /** The totals that the manifest keeps of a file. */
    static Set<TotalName> namesOfFiles() {
        Set<TotalName> names = new HashSet<>(Set.of(LineCount.FACT_ROWS.total(), COST_RATED));
        Arrays.stream(Component.values()).map(TokenCount.FACTS::total).forEach(names::add);
        Arrays.stream(UsageFigure.values()).map(Book.FACTS::total).forEach(names::add);
        return names;
    }

    @Override
    public Map<Long, ControlTotals> of(RunRange runs) {
        Map<Long, ControlTotals> totals = new HashMap<>();
        session.forEach(grouped("run", "verified"), row -> totals.put(row.getLong("subject"), totals(row)));
        return totals;
    }

    /** By file, of all rows in it whatever their run. */
    Map<Path, ControlTotals> ofFiles() {
        Map<Path, ControlTotals> totals = new HashMap<>();
        session.forEach(grouped("file", "filed"), row -> totals.put(Path.of(row.getString("subject")), totals(row)));
        return totals;
    }

    private static FactsQuery grouped(String subject, String from) {
        String sums = Stream.of(
                        Stream.of("cost_rated"),
                        Arrays.stream(UsageFigure.values()).map(UsageFigure::code),
                        Arrays.stream(Component.values()).map(FactsColumns::count))
                .flatMap(names -> names)
                .map(name -> ", coalesce(sum(" + name + "), 0) AS " + name)
                .collect(Collectors.joining());
        return FactsQuery.of("SELECT " + subject + " AS subject, count(*) AS rows" + sums + " FROM " + from
                + " GROUP BY " + subject);
    }

    private static ControlTotals totals(ResultSet row) throws SQLException {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        for (LineCount rows : ROWS) {
            sheet.add(rows.total(), row.getLong("rows"));
        }
        for (Component component : Component.values()) {
            BigDecimal count = row.getBigDecimal(FactsColumns.count(component)).movePointRight(component.scale());
            COUNTS.forEach(counts -> sheet.add(counts.total(component), count));
        }
        for (UsageFigure figure : UsageFigure.values()) {
            BigDecimal amount = row.getBigDecimal(figure.code());
            MONEY.forEach(book -> sheet.add(book.total(figure), amount));
        }
        return sheet.add(COST_RATED, row.getBigDecimal("cost_rated")).totals();
    }
}
