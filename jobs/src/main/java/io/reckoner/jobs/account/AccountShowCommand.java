package io.reckoner.jobs.account;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.reports.balance.BalanceView;
import io.reckoner.reports.table.Cell;
import io.reckoner.reports.table.Column;
import io.reckoner.reports.table.ReportTable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows an account: status, plan, and what it has and owes as of the watermark.",
        footerHeading = "%nExample:%n",
        footer = "  reckon account show acme")
final class AccountShowCommand extends Verb {
    @Parameters(paramLabel = "ID", description = "The account.")
    private String id = "";

    @Override
    protected Exit run(Session session) {
        JdbcClient jdbc = session.database().jdbc();
        AccountTable.Row row = new Accounts(jdbc).find(id);
        AccountView.Standing standing = new AccountView(jdbc).standing(id);
        ReportTable account = fields(id, row, standing);
        ReportTable live = LivePlanFields.of(new AccountLiveView(jdbc).of(id));
        ReportTable breakdown =
                new BalanceView(session.database().as(DatabaseRole.READER)).breakdown(id, new StandingView(jdbc).now());
        switch (session.output().format()) {
            case TEXT -> {
                session.output().fields(account);
                if (!live.rows().isEmpty()) {
                    session.output().fields(live);
                }
                session.output().table(breakdown);
            }
            case CSV, JSON -> session.output().table(AccountRow.of(account, live, breakdown));
        }
        return Exit.CLEAN;
    }

    private static ReportTable fields(String id, AccountTable.Row row, AccountView.Standing standing) {
        Billing billing = row.account().billing();
        return ReportTable.titled("Account " + id)
                .columns(
                        Column.text("account", "Account"),
                        Column.text("name", "Name"),
                        Column.text("status", "Status"),
                        Column.instant("created", "Created"),
                        Column.text("billing_name", "Billed to"),
                        Column.text("billing_email", "E-mail"),
                        Column.text("billing_address", "Address"),
                        Column.text("country", "Country"),
                        Column.text("tax_id", "Tax id"),
                        Column.count("keys", "Keys enabled"),
                        Column.text("beyond_plan", "Beyond plan"),
                        Column.text("plan", "Plan"),
                        Column.instant("plan_until", "Plan paid until"),
                        Column.text("next_plan", "Plan, to come"),
                        Column.instant("next_plan_from", "From"),
                        Column.credits("main", "Main"),
                        Column.credits("backup", "Backup"),
                        Column.balance("wallet", "Wallet"),
                        Column.balance("waiting", "Wallet, to come"),
                        Column.debt("owed", "Owed"),
                        Column.instant("as_of", "As of"))
                .row(
                        Cell.of(id),
                        Cell.of(row.account().name()),
                        Cell.of(row.account().status().code()),
                        Cell.of(row.recordedAt()),
                        Cell.of(billing.name()),
                        Cell.of(billing.email()),
                        Cell.of(billing.address()),
                        Cell.of(billing.country()),
                        Cell.of(billing.taxId()),
                        Cell.of(standing.keys()),
                        Cell.of(row.payBeyondPlan() ? "on" : "off"),
                        Cell.of(standing.plan()),
                        Cell.of(standing.planUntil()),
                        Cell.of(standing.nextPlan()),
                        Cell.of(standing.nextPlanFrom()),
                        Cell.credits(standing.main()),
                        Cell.credits(standing.backup()),
                        Cell.of(standing.wallet()),
                        Cell.of(standing.waiting()),
                        Cell.of(standing.owed()),
                        Cell.of(standing.asOf()))
                .build();
    }
}
