package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "opt-in",
        description = "Sends an account mails of a kind again.",
        footerHeading = "%nExample:%n",
        footer = "  reckon notice opt-in acme receipt --reason \"asked by mail\"")
final class NoticeOptInCommand extends Verb {
    @Mixin
    private OptedKind mails = new OptedKind();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Occasion occasion = session.database()
                .inTransaction(jdbc -> new Notices(jdbc).optIn(mails.account(), mails.kind(), act.act()));
        session.output()
                .say(
                        switch (occasion) {
                            case NOW ->
                                "Account " + mails.account() + " gets mails of kind "
                                        + mails.kind().code() + ".";
                            case BEFORE ->
                                "Account " + mails.account() + " has not opted out of "
                                        + mails.kind().code() + "; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
