package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.reports.balance.HistoryView;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description = {
            "Shows what happened to an account's credit, run by run and day by day: grants, draws, lapses, debts, each with the",
            "balance of its pool after it."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  reckon account history acme", "  reckon account history acme --limit 100000 --format csv"})
final class AccountHistoryCommand extends Verb {
    @Parameters(paramLabel = "ID", description = "The account.")
    private String id = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most movements; older ones are left out (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    protected Exit run(Session session) {
        if (limit < 1) {
            throw new Refusal("--limit is " + limit + ". Write how many movements to show, 1 or more.");
        }
        JdbcClient jdbc = session.database().jdbc();
        new Accounts(jdbc).find(id);
        session.output()
                .table(new HistoryView(session.database().as(DatabaseRole.READER))
                        .history(id, limit, new StandingView(jdbc).now()));
        return Exit.CLEAN;
    }
}
