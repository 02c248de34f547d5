package io.reckoner.jobs.nightly;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.intake.Notice;
import io.reckoner.jobs.intake.ProxySettings;
import io.reckoner.jobs.nightly.SettleOptions.Trouble;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.jobs.topup.AutoTopUpJob;
import io.reckoner.kernel.period.Stall;
import io.reckoner.reports.run.RunStanding;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Settles what has arrived, up to the watermark. A run that a dead process left behind is finished first. */
@Command(
        name = "settle",
        description = "Settles what has arrived, up to the watermark. A run left behind by a dead process is finished"
                + " first.",
        footerHeading = "%nExample:%n",
        footer = "  reckon settle --intake /var/log/gateway/sealed --fail-on refused,suspense")
public final class SettleCommand extends Verb {
    @Mixin
    private SettleOptions options = new SettleOptions();

    @Override
    protected Exit run(Session session) {
        Settlements settlements = Settlements.of(session);
        Set<Trouble> found = settle(session, settlements, options);
        topUp(session);
        return options.exit(found);
    }

    /** Rules of automatic top-ups are judged by what is settled now. */
    static void topUp(Session session) {
        AutoTopUpJob.of(session).run().forEach(session.output()::note);
    }

    /** Settles, and says what it found. */
    static Set<Trouble> settle(Session session, Settlements settlements, SettleOptions options) {
        Set<Trouble> found = EnumSet.noneOf(Trouble.class);
        switch (settlements.run(options.request(session), new CommandProgress(session.output()))) {
            case RunOutcome.Committed done -> {
                session.output().table(RunSummary.of(done));
                settlements.noticed(done.run()).forEach(session.output()::note);
                note(found, settlements.kindsNoticed(done.run()));
                RunStanding standing = new StandingView(session.database().jdbc()).now();
                if (standing.openSuspense() > 0) {
                    session.output().note(standing.suspense());
                }
                settlements.lapses(done.run()).sentence().ifPresent(session.output()::note);
            }
            case RunOutcome.NothingToDo nothing -> {
                session.output().say("Nothing to settle: " + nothing.why() + ".");
                note(found, nothing.noticed());
            }
        }
        if (new StandingView(session.database().jdbc()).now().openSuspense() > 0) {
            found.add(Trouble.SUSPENSE);
        }
        for (Stall stall : settlements.stalled(options.expected(session), session.settings(ProxySettings.class))) {
            session.output().note(stall.sentence());
            found.add(Trouble.STALLED);
        }
        return found;
    }

    private static void note(Set<Trouble> found, Set<Notice.Kind> noticed) {
        for (Notice.Kind kind : noticed) {
            switch (kind) {
                case REFUSED -> found.add(Trouble.REFUSED);
                case MISSING -> found.add(Trouble.MISSING);
                case STALLED -> found.add(Trouble.STALLED);
                case SECOND_DELIVERY, GROWING, RECOVERED -> {}
            }
        }
    }
}
