package io.reckoner.jobs.plan;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Ends a subscription: it runs to the end of what is paid, and cannot be renewed.",
        footerHeading = "%nExample:%n",
        footer = "  reckon plan cancel acme --reason \"asked by mail, 3 March\"")
final class PlanCancelCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose subscription.")
    private String account = "";

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Instant until = session.database().inTransaction(jdbc -> new Cancellations(jdbc).cancel(account, act.act()));
        session.output().say("Subscription of account " + account + " cancelled; paid until " + until + ".");
        return Exit.CLEAN;
    }
}
