package io.reckoner.jobs.suspense;

import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Counted;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks for suspended lines to be read again by the next run, through the same door. */
@Command(
        name = "retry",
        description = "Reads suspended lines again in the next run, through the same door as all others.",
        footerHeading = "%nExample:%n",
        footer = "  reckon suspense retry no_price")
final class SuspenseRetryCommand extends Verb {
    @Mixin
    private ChosenItems items = new ChosenItems();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        int asked = session.database().inTransaction(jdbc -> {
            SuspenseTable table = Evidence.of(session).suspense();
            List<Long> wanted = items.of(table);
            int changed = table.askRetry(wanted);
            ChosenItems.refuseOthers(wanted, changed);
            new ActTable(jdbc)
                    .add(
                            act.act(),
                            session.clock().instant(),
                            "suspense retry",
                            wanted.toString(),
                            Counted.of(changed, "item"));
            return changed;
        });
        session.output().say(ChosenItems.are(asked) + " read again by the next reckon settle.");
        return Exit.CLEAN;
    }
}
