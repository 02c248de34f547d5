package io.reckoner.jobs.plan;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.plan.Plan;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "Lists plans with what a cycle grants and how fast it may be drawn. 100 credits are 1 USD.",
        footerHeading = "%nExample:%n",
        footer = "  reckon plan list")
final class PlanListCommand extends Verb {
    @Override
    protected Exit run(Session session) {
        ReportTable.Builder table = ReportTable.titled("Plans")
                .columns(
                        Column.text("plan", "Plan"),
                        Column.text("name", "Name"),
                        Column.text("status", "Status"),
                        Column.money("price", "Price"),
                        Column.quantity("base", "Base").in("credits"),
                        Column.quantity("bonus", "Bonus").in("credits"),
                        Column.quantity("backup", "Backup").in("credits"),
                        Column.quantity("daily_cap", "A day").in("credits"),
                        Column.quantity("weekly_cap", "A week").in("credits"),
                        Column.count("requests_per_minute", "Per minute").in("requests"),
                        Column.count("requests_per_day", "Per day").in("requests"),
                        Column.text("models", "Models"),
                        Column.text("overflow", "Overflow"));
        for (Plan plan : new PlanTable(session.database().jdbc()).catalogue().plans()) {
            table.row(
                    Cell.of(plan.label()),
                    Cell.of(plan.name()),
                    Cell.of(plan.status().name().toLowerCase(Locale.ROOT)),
                    Cell.of(plan.price()),
                    Cell.credits(plan.allowance().base()),
                    Cell.credits(plan.renewalBonus()),
                    Cell.credits(plan.backup()),
                    Cell.credits(plan.caps().daily()),
                    Cell.credits(plan.caps().weekly()),
                    count(plan.rateLimits().perMinute()),
                    count(plan.rateLimits().perDay()),
                    Cell.of(String.join(" ", plan.models().patterns())),
                    Cell.of(
                            switch (plan.overflow()) {
                                case TO_WALLET -> "to wallet";
                                case NONE -> "none";
                            }));
        }
        session.output().table(table.build());
        return Exit.CLEAN;
    }

    private static Cell count(@Nullable Integer limit) {
        return limit == null ? Cell.blank() : Cell.of(limit.longValue());
    }
}
