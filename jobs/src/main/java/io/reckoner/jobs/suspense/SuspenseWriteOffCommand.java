package io.reckoner.jobs.suspense;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.reports.table.Counted;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Refuses suspended lines for good, by name and with a reason. */
@Command(
        name = "write-off",
        description = "Refuses suspended lines for good. They stay on record with who and why.",
        footerHeading = "%nExample:%n",
        footer = "  reckon suspense write-off 17 --reason \"test traffic\"")
final class SuspenseWriteOffCommand extends Verb {
    @Mixin
    private ChosenItems items = new ChosenItems();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Act by = act.act().withReason("a write-off");
        int done = session.database().inTransaction(jdbc -> {
            SuspenseTable table = Evidence.of(session).suspense();
            List<Long> wanted = items.of(table);
            int changed = table.writeOff(wanted, session.clock().instant(), by.actor(), by.reason());
            ChosenItems.refuseOthers(wanted, changed);
            new ActTable(jdbc)
                    .add(
                            by,
                            session.clock().instant(),
                            "suspense write-off",
                            wanted.toString(),
                            Counted.of(changed, "item"));
            return changed;
        });
        session.output().say(ChosenItems.are(done) + " written off.");
        return Exit.CLEAN;
    }
}
