package io.reckoner.jobs.suspense;

import io.reckoner.jobs.account.DirectoryView;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.account.Directory;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.Counted;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The credit a run let lapse that open suspense may concern: of an account with a suspended line from the time of the
 * lot, from {@code effectiveAt} to before {@code expiresAt}, whose key may draw on the lot's pool. Had that line been settled in time, it might have drawn on the lot; suspense does not hold a lapse.
 */
public final class LapseReport {
    /** A lapsed lot, and how many suspended lines it may owe something to. */
    private record Concerned(LapsedLotView.LapsedLot lot, long lines) {}

    private final Run run;
    private final List<LapsedLotView.LapsedLot> lapsed;
    private final List<Concerned> concerned = new ArrayList<>();
    private final long unplaced;

    private LapseReport(Run run, List<LapsedLotView.LapsedLot> lapsed, OpenLines open) {
        this.run = run;
        this.lapsed = lapsed;
        this.unplaced = open.unplaced();
        for (LapsedLotView.LapsedLot lot : lapsed) {
            long lines = open.concerning(lot);
            if (lines > 0) {
                concerned.add(new Concerned(lot, lines));
            }
        }
    }

    /**
     * The lapses of a committed run against what is in suspense now.
     *
     * @param maxLineBytes a longer line is not read
     * @param asOf accounts and keys recorded up to here are known
     */
    public static LapseReport of(JdbcTemplate jdbc, DataFolder folder, int maxLineBytes, Run run, Instant asOf) {
        JdbcClient client = JdbcClient.create(jdbc);
        List<LapsedLotView.LapsedLot> lapsed = new LapsedLotView(client).of(run.id());
        if (lapsed.isEmpty()) {
            return new LapseReport(run, lapsed, new OpenLines(Map.of(), 0));
        }
        Directory directory = new DirectoryView(client).at(asOf);
        OpenLines open = new OpenLinesReader(new Evidence(jdbc, folder, maxLineBytes), directory).read();
        return new LapseReport(run, lapsed, open);
    }

    /** A row for each lapsed lot that a suspended line of its account may concern. */
    public ReportTable table() {
        ReportTable.Builder table = ReportTable.titled("Lapsed credit that open suspense may concern")
                .subtitle(run.toString())
                .columns(
                        Column.text("account", "Account"),
                        Column.text("lot", "Lot"),
                        Column.text("pool", "Pool"),
                        Column.text("kind", "Kind"),
                        Column.money("lapsed", "Lapsed"),
                        Column.instant("expires", "Expired"),
                        Column.count("lines", "Suspended").in("lines"));
        for (Concerned one : concerned) {
            table.row(
                    Cell.of(one.lot().account()),
                    Cell.of(one.lot().lot()),
                    Cell.of(one.lot().pool().code()),
                    Cell.of(one.lot().kind()),
                    Cell.of(one.lot().amount()),
                    Cell.of(one.lot().expiresAt()),
                    Cell.of(one.lines()));
        }
        table.footnote("The run let " + Counted.of(lapsed.size(), "lot") + " lapse.");
        if (unplaced > 0) {
            table.footnote("Suspended lines without a readable time or a known account: " + unplaced
                    + ". They may concern any of them.");
        }
        return table.footnote("What settles now draws on what there is now; make good what a customer lost with:"
                        + " reckon wallet grant ACCOUNT AMOUNT --kind compensation --reason WHY.")
                .build();
    }

    /** One sentence for the end of a run; none where nothing lapsed that suspense may concern. */
    public Optional<String> sentence() {
        if (lapsed.isEmpty() || (concerned.isEmpty() && unplaced == 0)) {
            return Optional.empty();
        }
        BigDecimal amount = concerned.stream().map(one -> one.lot().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return Optional.of(
                "Of " + Counted.of(lapsed.size(), "lot") + " that lapsed, open suspense may concern " + concerned.size()
                        + " (" + amount.stripTrailingZeros().toPlainString() + " USD)"
                        + (unplaced > 0 ? "; lines that may concern any: " + unplaced : "")
                        + "; see reckon report lapses --run " + run.id() + ".");
    }
}
