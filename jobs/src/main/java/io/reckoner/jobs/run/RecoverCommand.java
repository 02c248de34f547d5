package io.reckoner.jobs.run;

import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the lease away from a dead process, so that the next settle finishes its run at once. */
@Command(
        name = "recover",
        description = {
            "Takes the lease away from a process that is dead or hangs, so that the next reckon settle finishes its run at once.",
            "Without it the lease is free by itself once its heartbeat has stopped for a while."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon recover && reckon settle")
public final class RecoverCommand extends Verb {
    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        JdbcClient jdbc = session.database().jdbc();
        new LeaseTable(jdbc).breakLease();
        new ActTable(jdbc).add(act.act(), session.clock().instant(), "recover", "lease", "");
        session.output()
                .say(new RunTable(jdbc)
                        .open()
                        .map(run -> "The lease is free. " + run + " waits to be finished: reckon settle.")
                        .orElse("The lease is free, and no run waits to be finished."));
        return Exit.CLEAN;
    }
}
