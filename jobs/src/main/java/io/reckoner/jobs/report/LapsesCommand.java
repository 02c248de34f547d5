package io.reckoner.jobs.report;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.suspense.LapseReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Names the credit a run let lapse that open suspense may concern. */
@Command(
        name = "lapses",
        description = {
            "Names the credit that a run let lapse and that open suspense may concern: lots of an account that has a",
            "suspended line from before the lot expired."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon report lapses --run 12 --format csv")
final class LapsesCommand extends Verb {
    @Option(names = "--run", paramLabel = "N", description = "A committed run (default: the newest).")
    private @Nullable Integer number;

    @Override
    protected Exit run(Session session) {
        JdbcTemplate jdbc = new JdbcTemplate(session.database().as(DatabaseRole.WRITER));
        RunTable runs = new RunTable(JdbcClient.create(jdbc));
        Optional<Run> run = number == null ? runs.lastCommitted() : runs.committed(number);
        if (run.isEmpty()) {
            throw new Refusal(
                    number == null
                            ? "nothing is settled yet: there is no run to report on"
                            : "there is no committed run " + number + ". See reckon status.");
        }
        session.output()
                .table(LapseReport.of(
                                jdbc,
                                session.data(),
                                session.settings(SettlementSettings.class).maxLine(),
                                run.get(),
                                session.clock().instant())
                        .table());
        return Exit.CLEAN;
    }
}
