package io.reckoner.jobs.notice;

import io.reckoner.jobs.act.Occasion;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "opt-out",
        description = "Sends an account no more mails of a kind. Webhooks to your own systems go on.",
        footerHeading = "%nExample:%n",
        footer = "  reckon notice opt-out acme receipt --reason \"asked by mail\"")
final class NoticeOptOutCommand extends Verb {
    @Mixin
    private OptedKind mails = new OptedKind();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Occasion occasion = session.database()
                .inTransaction(jdbc -> new Notices(jdbc).optOut(mails.account(), mails.kind(), act.act()));
        session.output()
                .say(
                        switch (occasion) {
                            case NOW ->
                                "Account " + mails.account() + " gets no more mails of kind "
                                        + mails.kind().code() + ".";
                            case BEFORE ->
                                "Account " + mails.account() + " had opted out of "
                                        + mails.kind().code() + "; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
