package io.reckoner.jobs.report;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.reports.run.RunSummaryView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists committed runs with what they settled. */
@Command(
        name = "runs",
        description =
                "Lists committed runs, the newest first: events, lines set aside, charge, cost, and what was drawn.",
        footerHeading = "%nExample:%n",
        footer = "  reckon report runs --limit 30 --format csv")
final class RunsCommand extends Verb {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Most runs (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    protected Exit run(Session session) {
        if (limit < 1) {
            throw new Refusal("--limit is " + limit + ". Write how many runs to show, 1 or more.");
        }
        session.output().table(new RunSummaryView(session.database().as(DatabaseRole.READER)).newest(limit));
        return Exit.CLEAN;
    }
}
