package io.reckoner.jobs.notice;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "opt-out",
        description = "Sends an account no more mails of a kind. Webhooks to your own systems go on.",
        footerHeading = "%nExample:%n",
        footer = "  reckon notice opt-out acme receipt --reason \"asked by mail\"")
final class NoticeOptOutCommand extends Verb {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account.")
    private String account = "";

    @Parameters(
            index = "1",
            paramLabel = "KIND",
            converter = KindOption.class,
            description = {
                "low_balance, receipt, auto_top_up_declined, auto_top_up_paused,",
                "renewal_failed or bonus_lapsing."
            })
    private NoticeKind kind = NoticeKind.LOW_BALANCE;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        session.output()
                .say(
                        switch (session.database()
                                .inTransaction(jdbc -> new Notices(jdbc).optOut(account, kind, act.act()))) {
                            case NOW -> "Account " + account + " gets no more mails of kind " + kind.code() + ".";
                            case BEFORE ->
                                "Account " + account + " had opted out of " + kind.code() + "; nothing changed.";
                        });
        return Exit.CLEAN;
    }
}
