package io.reckoner.acceptance.year;

import static org.assertj.core.api.Assertions.assertThat;

import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.reports.balance.BalanceView;
import io.reckoner.reports.run.RunStanding;
import io.reckoner.reports.table.CsvRenderer;
import io.reckoner.reports.table.ReportTable;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each account's breakdown comes to what its lots have left less what it owes, and so does the journal. */
final class BalanceOracle {
    private BalanceOracle() {}

    static void check(World world) throws IOException {
        JdbcClient jdbc = world.jdbc();
        Map<String, BigDecimal> wallets = sums(
                jdbc,
                """
                SELECT account_id, sum(amount) AS amount FROM (
                    SELECT account_id, remaining AS amount FROM reports.lot WHERE pool = 'wallet' AND landed
                    UNION ALL SELECT account_id, -owed FROM reports.debt) each GROUP BY account_id
                """);
        Map<String, BigDecimal> journal = sums(
                jdbc,
                """
                SELECT account_id, -sum(balance) AS amount FROM reports.customer_balance
                WHERE ledger_account LIKE 'Liabilities:CustomerCredit:%' OR ledger_account = 'Assets:Receivable:Shortfall'
                GROUP BY account_id
                """);
        RunStanding standing = new StandingView(jdbc).now();
        BalanceView view = new BalanceView(world.database().as(DatabaseRole.READER));
        List<String> faults = new ArrayList<>();
        for (String account : jdbc.sql("SELECT account_id FROM account ORDER BY 1")
                .query(String.class)
                .list()) {
            BigDecimal wallet = wallets.getOrDefault(account, BigDecimal.ZERO);
            BigDecimal lines = wallet(view.breakdown(account, standing));
            if (lines.compareTo(wallet) != 0) {
                faults.add(account + ": lines " + lines + ", lots less debts " + wallet);
            }
            if (journal.getOrDefault(account, BigDecimal.ZERO).compareTo(wallet) != 0) {
                faults.add(account + ": journal " + journal.get(account) + ", lots less debts " + wallet);
            }
        }
        assertThat(faults).as("balances").isEmpty();
    }

    /** The eight lines of the Wallet, added up here: the ninth is their sum. */
    private static BigDecimal wallet(ReportTable breakdown) throws IOException {
        StringWriter text = new StringWriter();
        new CsvRenderer().render(breakdown, text);
        List<String[]> rows =
                text.toString().lines().map(line -> line.split(",")).toList();
        int column = List.of(rows.getFirst()).indexOf("wallet");
        assertThat(rows).hasSizeGreaterThanOrEqualTo(9);
        BigDecimal sum = BigDecimal.ZERO;
        for (String[] row : rows.subList(1, 9)) {
            sum = sum.add(new BigDecimal(row[column]));
        }
        return sum;
    }

    private static Map<String, BigDecimal> sums(JdbcClient jdbc, String sql) {
        Map<String, BigDecimal> sums = new HashMap<>();
        jdbc.sql(sql).query(row -> {
            if (row.getString("account_id") != null) {
                sums.put(row.getString("account_id"), row.getBigDecimal("amount"));
            }
        });
        return sums;
    }
}
