package io.reckoner.jobs.account;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.reports.balance.LotView;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "lots",
        description = "Lists the lots an account was ever given: what is left of each, and when it expires.",
        footerHeading = "%nExample:%n",
        footer = "  reckon account lots acme")
final class AccountLotsCommand extends Verb {
    @Parameters(paramLabel = "ID", description = "The account.")
    private String id = "";

    @Override
    protected Exit run(Session session) {
        JdbcClient jdbc = session.database().jdbc();
        new Accounts(jdbc).find(id);
        session.output()
                .table(new LotView(session.database().as(DatabaseRole.READER)).lots(id, new StandingView(jdbc).now()));
        return Exit.CLEAN;
    }
}
