package io.reckoner.jobs.payment;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a payment intent, and all that was learned of it.",
        footerHeading = "%nExample:%n",
        footer = "  reckon payment show pay_0123456789abcdef0123456789abcdef")
final class PaymentShowCommand extends Verb {
    @Parameters(paramLabel = "INTENT", description = "See reckon payment list.")
    private String intent = "";

    @Override
    protected Exit run(Session session) {
        Standing standing = PaymentDesk.of(session).cashier().standing(intent);
        session.output().say(PaymentTables.sentence(standing));
        session.output().table(PaymentTables.history(standing));
        return Exit.CLEAN;
    }
}
