package io.reckoner.jobs.verify;

import io.reckoner.jobs.database.DataFolder;
import io.reckoner.kernel.control.Book;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.TokenCount;
import io.reckoner.kernel.control.TotalName;
import io.reckoner.kernel.control.UsageFigure;
import io.reckoner.kernel.usage.Component;
import io.reckoner.reports.verify.FactTotalsQuery;
import io.reckoner.reports.verify.RunRange;
import io.reckoner.reports.verify.StoredTotals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sums of the manifest, control totals and control equations, as runs stored them. */
final class StoredTotalsView implements StoredTotals {
    private static final String FIGURES = Arrays.stream(UsageFigure.values())
            .map(figure -> "f." + figure.code())
            .collect(Collectors.joining(", "));

    private static final String FILES = "SELECT f.path, f.run_id, f.row_count, f.cost_rated, " + FIGURES
            + ", ARRAY(SELECT key || '=' || value FROM jsonb_each_text(f.counts)) AS counts";

    private final JdbcClient jdbc;
    private final DataFolder folder;

    StoredTotalsView(JdbcClient jdbc, DataFolder folder) {
        this.jdbc = jdbc;
        this.folder = folder;
    }

    @Override
    public Map<Path, ControlTotals> files() {
        Map<Path, ControlTotals> files = new HashMap<>();
        jdbc.sql(FILES + " FROM reports.visible_fact_file f").query(row -> {
            files.put(folder.root().resolve(row.getString("path")), ofFile(row));
        });
        return files;
    }

    @Override
    public Map<Long, ControlTotals> written(RunRange runs) {
        Map<Long, ControlTotals> written = new HashMap<>();
        jdbc.sql(
                        FILES
                                + """
                         FROM fact_file f JOIN run r ON r.run_id = f.run_id AND r.state = 'committed'
                        WHERE f.origin = 'run' AND f.run_id BETWEEN :first AND :last
                        """)
                .param("first", runs.first())
                .param("last", runs.last())
                .query(row -> {
                    written.merge(row.getLong("run_id"), ofFile(row), ControlTotals::plus);
                });
        return written;
    }

    @Override
    public Map<Long, ControlTotals> totals(RunRange runs) {
        Map<Long, Map<String, BigDecimal>> rows = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT t.run_id, t.name, sum(t.amount) AS amount
                        FROM control_total t JOIN run r ON r.run_id = t.run_id AND r.state = 'committed'
                        WHERE t.run_id BETWEEN :first AND :last GROUP BY t.run_id, t.name
                        """)
                .param("first", runs.first())
                .param("last", runs.last())
                .query(row -> {
                    rows.computeIfAbsent(row.getLong("run_id"), run -> new HashMap<>())
                            .put(row.getString("name"), row.getBigDecimal("amount"));
                });
        Map<Long, ControlTotals> totals = new HashMap<>();
        rows.forEach((run, names) -> totals.put(run, ControlTotals.ofRows(names)));
        return totals;
    }

    @Override
    public Map<Long, List<Equation>> equations(RunRange runs) {
        Map<Long, List<Equation>> equations = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT c.run_id, c.name, c.left_amount, c.right_amount
                        FROM control_check c JOIN run r ON r.run_id = c.run_id AND r.state = 'committed'
                        WHERE c.run_id BETWEEN :first AND :last
                        """)
                .param("first", runs.first())
                .param("last", runs.last())
                .query(row -> {
                    equations
                            .computeIfAbsent(row.getLong("run_id"), run -> new ArrayList<>())
                            .add(new Equation(
                                    row.getString("name"),
                                    row.getBigDecimal("left_amount"),
                                    row.getBigDecimal("right_amount")));
                });
        return equations;
    }

    private static ControlTotals ofFile(ResultSet row) throws SQLException {
        ControlTotals.Sheet sheet = ControlTotals.sheet()
                .add(LineCount.FACT_ROWS.total(), row.getLong("row_count"))
                .add(FactTotalsQuery.COST_RATED, row.getBigDecimal("cost_rated"));
        for (UsageFigure figure : UsageFigure.values()) {
            sheet.add(Book.FACTS.total(figure), row.getBigDecimal(figure.code()));
        }
        Array counts = row.getArray("counts");
        for (String count : (String[]) counts.getArray()) {
            int equals = count.indexOf('=');
            sheet.add(count(count.substring(0, equals)), new BigDecimal(count.substring(equals + 1)));
        }
        return sheet.totals();
    }

    private static TotalName count(String code) {
        return TokenCount.FACTS.total(Component.byCode(code)
                .orElseThrow(() -> new IllegalStateException("the manifest counts \"" + code
                        + "\", which is no component: it was written by a newer version")));
    }
}
