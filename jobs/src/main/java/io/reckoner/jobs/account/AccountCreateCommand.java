package io.reckoner.jobs.account;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = "Makes an account. Making the same again is harmless.",
        footerHeading = "%nExample:%n",
        footer = "  reckon account create acme --name \"Acme Ltd\" --country DE")
final class AccountCreateCommand extends Verb {
    @Parameters(paramLabel = "ID", description = "Opaque and for ever: it stands in logs, facts and the journal.")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Name for people.")
    private String name = "";

    @Mixin
    private BillingOptions billing = new BillingOptions();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Account account = new Account(id, name, AccountStatus.ACTIVE, billing.applyTo(Billing.NONE));
        Occasion made = session.database().inTransaction(jdbc -> new Accounts(jdbc).create(account, act.act()));
        session.output()
                .say(
                        switch (made) {
                            case NOW -> "Account " + id + " made.";
                            case BEFORE -> "Account " + id + " was there before; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
