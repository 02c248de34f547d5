package io.reckoner.jobs.payment;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        description = {
            "Processes webhooks, asks gateways for what became of intents without outcome, books what is due,",
            "and names what is left: charged but not credited, credited but not charged, undecided."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon payment sweep --fail-on breaks")
final class PaymentSweepCommand extends Verb {
    /** What exit code 1 may be asked for. */
    enum Found {
        BREAKS
    }

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            split = ",",
            description = "End with exit code 1 for: breaks (any is open).")
    private Set<Found> failOn = EnumSet.noneOf(Found.class);

    @Override
    protected Exit run(Session session) {
        Sweep.Swept swept = PaymentDesk.of(session).sweep();
        session.output().say(swept.webhooks().sentence());
        session.output()
                .say(swept.lookedUp() + " intents looked up, " + swept.resolved() + " of them decided now; "
                        + swept.breaks().size() + " breaks open.");
        if (!swept.breaks().isEmpty()) {
            session.output().table(PaymentTables.breaks(swept.breaks()));
        }
        return !swept.breaks().isEmpty() && failOn.contains(Found.BREAKS) ? Exit.FOUND : Exit.CLEAN;
    }
}
