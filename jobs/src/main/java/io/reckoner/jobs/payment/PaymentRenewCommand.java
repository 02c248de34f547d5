package io.reckoner.jobs.payment;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "renew",
        description = {
            "Charges the next months that are due by the stored methods that renew them, as serve does by itself.",
            "A month is asked for once: done again at once it charges nobody."
        },
        footerHeading = "%nExample:%n",
        footer = "  reckon payment renew")
final class PaymentRenewCommand extends Verb {
    @Override
    protected Exit run(Session session) {
        List<String> asked = PaymentDesk.of(session).renew();
        asked.forEach(session.output()::say);
        if (asked.isEmpty()) {
            session.output().say("No month is due that a stored method renews.");
        }
        return Exit.CLEAN;
    }
}
