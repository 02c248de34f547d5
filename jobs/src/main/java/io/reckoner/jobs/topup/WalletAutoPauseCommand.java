package io.reckoner.jobs.topup;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description = "Pauses the automatic top-up of an account; the reason is shown while it lasts.",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet auto pause acme --reason \"asked for\"")
final class WalletAutoPauseCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose Wallet.")
    private String account = "";

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        session.output()
                .say(
                        switch (session.database()
                                .inTransaction(jdbc -> new AutoTopUps(jdbc).pause(account, act.act()))) {
                            case NOW -> "The automatic top-up of account " + account + " is paused.";
                            case BEFORE ->
                                "The automatic top-up of account " + account + " was paused before; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
