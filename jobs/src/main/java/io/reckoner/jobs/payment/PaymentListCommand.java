package io.reckoner.jobs.payment;

import io.reckoner.jobs.account.Accounts;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Lists payment intents with how they stand, newest first.",
        footerHeading = "%nExample:%n",
        footer = "  reckon payment list --account acme --limit 20")
final class PaymentListCommand extends Verb {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Of this account only.")
    private String account = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many at most (default: 50).")
    private int limit;

    @Override
    protected Exit run(Session session) {
        if (limit < 1) {
            throw new Refusal("--limit " + limit + " lists nothing. Ask for 1 or more.");
        }
        if (!account.isEmpty()) {
            new Accounts(session.database().jdbc()).require(account);
        }
        List<Standing> newest =
                PaymentDesk.of(session).cashier().newest(Optional.of(account).filter(name -> !name.isEmpty()), limit);
        if (newest.isEmpty()) {
            session.output().say("There are no payment intents.");
        } else {
            session.output().table(PaymentTables.list(newest));
        }
        return Exit.CLEAN;
    }
}
