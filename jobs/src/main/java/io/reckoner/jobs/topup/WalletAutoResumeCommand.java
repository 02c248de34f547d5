package io.reckoner.jobs.topup;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Resumes the automatic top-up of an account; declines before count no more.",
        footerHeading = "%nExample:%n",
        footer = "  reckon wallet auto resume acme")
final class WalletAutoResumeCommand extends Verb {
    @Parameters(paramLabel = "ACCOUNT", description = "Whose Wallet.")
    private String account = "";

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        session.output()
                .say(
                        switch (session.database()
                                .inTransaction(jdbc -> new AutoTopUps(jdbc).resume(account, act.act()))) {
                            case NOW -> "The automatic top-up of account " + account + " goes on.";
                            case BEFORE ->
                                "The automatic top-up of account " + account + " is not paused; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
