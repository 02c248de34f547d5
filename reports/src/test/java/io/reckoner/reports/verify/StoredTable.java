package io.reckoner.reports.verify;

import io.reckoner.kernel.account.Buckets;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.TotalName;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Stored sums from a table: subject, name, amount. {@code file a1} is the file of account a1 on 1 March 2026, {@code wrote 1}
 * what run 1 wrote, {@code run 1} what is added to its control totals, which else are those of what it wrote. Rows of one
 * subject and name are added up.
 */
record StoredTable(Path folder, String table) implements StoredTotals {
    @Override
    public Map<Path, ControlTotals> files() {
        Map<Path, ControlTotals> files = new HashMap<>();
        of("file")
                .forEach((account, totals) -> files.put(
                        folder.resolve("facts/usage/day=2026-03-01/b" + new Buckets(4).of(account) + ".parquet"),
                        totals));
        return files;
    }

    @Override
    public Map<Long, ControlTotals> written(RunRange runs) {
        return byRun(of("wrote"), runs);
    }

    @Override
    public Map<Long, ControlTotals> totals(RunRange runs) {
        Map<Long, ControlTotals> totals = new HashMap<>();
        written(runs).forEach((run, written) -> totals.put(run, inEveryBook(written)));
        byRun(of("run"), runs).forEach((run, more) -> totals.merge(run, more, ControlTotals::plus));
        return totals;
    }

    @Override
    public Map<Long, List<Equation>> equations(RunRange runs) {
        return Map.of();
    }

    /** Facts, settlement and what was accepted say the same. */
    private static ControlTotals inEveryBook(ControlTotals written) {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        written.rows().forEach((name, amount) -> Stream.of(
                        name,
                        name.replace("facts.", "settlement."),
                        name.replace("tokens.facts", "tokens.accepted"),
                        name.replace("tokens.facts", "tokens.priced"),
                        name.replace("fact_rows", "events"),
                        name.replace("fact_rows", "settled"))
                .distinct()
                .forEach(each -> sheet.add(new TotalName(each), amount)));
        return sheet.totals();
    }

    private static Map<Long, ControlTotals> byRun(Map<String, ControlTotals> totals, RunRange runs) {
        Map<Long, ControlTotals> byRun = new HashMap<>();
        totals.forEach((run, of) -> {
            if (runs.contains(Long.parseLong(run))) {
                byRun.put(Long.parseLong(run), of);
            }
        });
        return byRun;
    }

    private Map<String, ControlTotals> of(String kind) {
        Map<String, ControlTotals> totals = new HashMap<>();
        for (String line : table.lines().toList()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            String[] subject = cells.getFirst().split(" ");
            if (subject[0].equals(kind)) {
                ControlTotals row = ControlTotals.sheet()
                        .add(new TotalName(cells.get(1)), new BigDecimal(cells.get(2)))
                        .totals();
                totals.merge(subject[1], row, ControlTotals::plus);
            }
        }
        return totals;
    }
}
