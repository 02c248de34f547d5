package io.reckoner.jobs.account;

import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.List;
import java.util.Optional;

/** The live plan of an account, a field per line; pools and caps in credits, the budget in dollars of provider cost. */
final class LivePlanFields {
    private LivePlanFields() {}

    /** One row, or none where no plan is live. */
    static ReportTable of(Optional<AccountLiveView.Live> live) {
        ReportTable.Builder table = ReportTable.titled("Live plan")
                .columns(
                        Column.text("plan", "Plan"),
                        Column.instant("until", "Until"),
                        Column.quantity("main", "Main left").in("credits"),
                        Column.quantity("day", "Today's cap left").in("credits"),
                        Column.quantity("week", "This week's cap left").in("credits"),
                        Column.quantity("backup", "Backup left").in("credits"),
                        Column.balance("budget", "Budget left"),
                        Column.instant("renewal", "Next renewal"),
                        Column.instant("as_of", "As of watermark"));
        live.map(LivePlanFields::cells).ifPresent(table::row);
        return table.build();
    }

    private static List<Cell> cells(AccountLiveView.Live live) {
        return List.of(
                Cell.of(live.plan()),
                Cell.of(live.until()),
                Cell.credits(live.main()),
                Cell.credits(live.dayLeft()),
                Cell.credits(live.weekLeft()),
                Cell.credits(live.backup()),
                Cell.of(live.budgetLeft()),
                live.renewal() == null ? Cell.blank() : Cell.of(live.renewal()),
                Cell.of(live.asOf()));
    }
}
