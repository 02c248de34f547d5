package io.reckoner.jobs.payment;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;

@Command(
        name = "process",
        description = "Processes the webhooks that have arrived, as serve does by itself.",
        footerHeading = "%nExample:%n",
        footer = "  reckon payment process")
final class PaymentProcessCommand extends Verb {
    @Override
    protected Exit run(Session session) {
        session.output().say(PaymentDesk.of(session).webhooks().process().sentence());
        return Exit.CLEAN;
    }
}
