package io.reckoner.jobs.nightly;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.intake.ProxySettings;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.jobs.topup.AutoTopUpJob;
import io.reckoner.reports.run.RunStanding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Settles what has arrived, up to the watermark. A run that a dead process left behind is finished first. */
@Command(
        name = "settle",
        description = "Settles what has arrived, up to the watermark. A run left behind by a dead process is finished"
                + " first.",
        footerHeading = "%nExample:%n",
        footer = "  reckon settle --intake /var/log/gateway/sealed")
public final class SettleCommand extends Verb {
    @Mixin
    private SettleOptions options = new SettleOptions();

    @Override
    protected Exit run(Session session) {
        try (Settlements settlements = Settlements.of(session)) {
            settle(session, settlements, options);
            topUp(session);
            return Exit.CLEAN;
        }
    }

    /** Rules of automatic top-ups are judged by what is settled now. */
    static void topUp(Session session) {
        AutoTopUpJob.of(session).run().forEach(session.output()::note);
    }

    static void settle(Session session, Settlements settlements, SettleOptions options) {
        switch (settlements.run(options.request(session), new CommandProgress(session.output()))) {
            case RunOutcome.Committed done -> {
                session.output().table(RunSummary.of(done));
                settlements.noticed(done.run()).forEach(session.output()::note);
                RunStanding standing = new StandingView(session.database().jdbc()).now();
                if (standing.openSuspense() > 0) {
                    session.output().note(standing.suspense());
                }
                settlements.lapses(done.run()).sentence().ifPresent(session.output()::note);
            }
            case RunOutcome.NothingToDo nothing -> session.output().say("Nothing to settle: " + nothing.why() + ".");
        }
        settlements
                .stalled(options.expected(session), session.settings(ProxySettings.class))
                .forEach(stall -> session.output().note(stall.sentence()));
    }
}
