package io.reckoner.reports.verify;

import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.money.Money;
import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.facts.SessionTable;
import io.reckoner.reports.facts.SqlText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the facts against another book: figure by figure, for every run, account and UTC day of settlement. */
final class LedgerQuery {
    private final FactsSession session;
    private final Book book;
    private final LedgerSums sums;

    LedgerQuery(FactsSession session, Book book, LedgerSums sums) {
        this.session = session;
        this.book = book;
        this.sums = sums;
    }

    /** One check for each figure of the book. */
    List<VerifyCheck> checks(RunRange runs) {
        load(runs);
        Map<UsageFigure, VerifyCheck> checks = new EnumMap<>(UsageFigure.class);
        for (UsageFigure figure : sums.figures()) {
            checks.put(
                    figure,
                    new VerifyCheck(name(figure), "USD", BigDecimal.ZERO, BigDecimal.ZERO, 0, List.of(), remedy()));
        }
        String answer = "SELECT figure, sum(facts_amount) AS facts_amount, sum(book_amount) AS book_amount,"
                + " count(*) FILTER (facts_amount <> book_amount) AS breaks FROM compared GROUP BY figure";
        session.forEach(query(answer), row -> {
            UsageFigure figure = UsageFigure.valueOf(row.getString("figure").toUpperCase(Locale.ROOT));
            long breaks = row.getLong("breaks");
            checks.put(
                    figure,
                    new VerifyCheck(
                            name(figure),
                            "USD",
                            row.getBigDecimal("facts_amount"),
                            row.getBigDecimal("book_amount"),
                            breaks,
                            List.of(),
                            remedy()));
        });
        return checks.entrySet().stream()
                .map(check ->
                        check.getValue().breaks() == 0 ? check.getValue() : explained(check.getKey(), check.getValue()))
                .toList();
    }

    private VerifyCheck explained(UsageFigure figure, VerifyCheck check) {
        String answer =
                "SELECT run, account, day::VARCHAR AS day, facts_amount, book_amount FROM compared WHERE figure = '"
                        + figure.code() + "' AND facts_amount <> book_amount ORDER BY run, account, day LIMIT "
                        + VerifyCheck.MOST_EXAMPLES;
        List<String> examples = new ArrayList<>();
        session.forEach(query(answer), row -> {
            Money inFacts = Money.of(row.getBigDecimal("facts_amount"));
            Money inBook = Money.of(row.getBigDecimal("book_amount"));
            examples.add(
                    "run " + row.getLong("run") + ", account " + row.getString("account") + ", " + row.getString("day")
                            + ": " + figure.code() + " is " + inFacts + " in the facts, " + inBook + " in the " + word()
                            + ", difference " + inFacts.minus(inBook));
        });
        return new VerifyCheck(
                check.name(), check.unit(), check.left(), check.right(), check.breaks(), examples, check.remedy());
    }

    private void load(RunRange runs) {
        try (SessionTable table = session.table(
                table(), "run BIGINT, account VARCHAR, day DATE, figure VARCHAR, amount DECIMAL(38,12)")) {
            sums.forEach(runs, sum -> {
                if (!sums.figures().contains(sum.figure())) {
                    throw new IllegalArgumentException(
                            "the " + word() + " keeps no " + sum.figure().code());
                }
                table.row(
                        sum.run(),
                        sum.account(),
                        sum.day(),
                        sum.figure().code(),
                        sum.amount().toBigDecimal());
            });
        }
    }

    private FactsQuery query(String answer) {
        String figures = sums.figures().stream().sorted().map(UsageFigure::code).collect(Collectors.joining(", "));
        String added = sums.figures().stream()
                .sorted()
                .map(figure -> "coalesce(sum(" + figure.code() + "), 0) AS " + figure.code())
                .collect(Collectors.joining(", "));
        return FactsQuery.of(SqlText.load("fact_sums")
                .with("sums", added)
                .with("figures", figures)
                .with("book", table())
                .with("answer", answer)
                .sql());
    }

    private String name(UsageFigure figure) {
        return "facts against " + word() + ": " + figure.code();
    }

    private Remedy remedy() {
        return switch (book) {
            case JOURNAL -> Remedy.JOURNAL;
            case LOTS -> Remedy.LOTS;
            case SETTLEMENT, FACTS -> Remedy.FACT;
        };
    }

    private String table() {
        return "book_" + word();
    }

    private String word() {
        return book.name().toLowerCase(Locale.ROOT);
    }
}
