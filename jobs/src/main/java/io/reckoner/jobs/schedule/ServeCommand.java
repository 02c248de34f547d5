package io.reckoner.jobs.schedule;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.compensation.CompensationJob;
import io.reckoner.jobs.intake.ProxySettings;
import io.reckoner.jobs.nightly.Progress;
import io.reckoner.jobs.nightly.RunOutcome;
import io.reckoner.jobs.nightly.RunRequest;
import io.reckoner.jobs.nightly.Settlements;
import io.reckoner.jobs.payment.PaymentDesk;
import io.reckoner.jobs.payment.PaymentSettings;
import io.reckoner.jobs.report.StandingView;
import io.reckoner.jobs.run.LeaseHeldException;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.topup.AutoTopUpJob;
import io.reckoner.kernel.control.LineCount;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.quartz.Trigger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stays and settles by the timetable until it is stopped. */
@Command(
        name = "serve",
        description = {
            "Stays and settles by the timetable: every few minutes what has arrived, once a day the night.",
            "With a port it takes the webhooks of payment gateways; it sweeps payments in any case.",
            "Where mail or a webhook is set up, it sends notices."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  reckon serve --data /srv/reckon", "  reckon serve --port 8080"})
public final class ServeCommand extends Verb {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Take webhooks on this port of web.address (default: web.port). 0: any that is free.")
    private @Nullable Integer port;

    @Override
    protected Exit run(Session session) throws Exception {
        PaymentDesk payments = PaymentDesk.of(session);
        Settlements settlements = Settlements.of(session);
        try (Timetable timetable = Timetable.start(
                        session.database(),
                        session.settings(ScheduleSettings.class),
                        new Served(
                                session,
                                settlements,
                                new StallWatch(),
                                new SuspenseWatch(),
                                NoticeRound.start(session)));
                PaymentRounds rounds =
                        PaymentRounds.start(payments, session.settings(PaymentSettings.class), session.output());
                Listening listening = Listening.start(session, payments, Optional.ofNullable(port))) {
            for (Trigger trigger : timetable.triggers()) {
                session.output()
                        .say(trigger.getKey().getName() + ": next at "
                                + trigger.getNextFireTime().toInstant());
            }
            session.output().say(listening.sentence());
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
            stopped.await();
        }
        return Exit.CLEAN;
    }

    /** Settles on behalf of the timetable and tells what came of it. */
    private record Served(
            Session session, Settlements settlements, StallWatch stalls, SuspenseWatch suspense, NoticeRound round)
            implements Settling {
        @Override
        public void settle() {
            settleWhatArrived();
            topUp();
        }

        private void settleWhatArrived() {
            try {
                Path intake = session.settings(SettlementSettings.class).intakeOf(session.data());
                RunRequest request = new RunRequest(intake, Optional.empty(), Optional.empty(), new Act("serve", ""));
                if (settlements.run(request, Progress.NONE) instanceof RunOutcome.Committed done) {
                    session.output().say("Settled: " + done.run());
                    settlements.noticed(done.run()).forEach(session.output()::note);
                    tellSuspense(done);
                    settlements.lapses(done.run()).sentence().ifPresent(session.output()::note);
                    settlements.upkeepByDay().ifPresent(session.output()::say);
                }
                tellStalled();
            } catch (LeaseHeldException busy) {
                session.output().note(String.valueOf(busy.getMessage()));
            } catch (RuntimeException fault) {
                session.output().note("This settlement failed, the timetable goes on: " + fault.getMessage());
            }
        }

        private void topUp() {
            try {
                AutoTopUpJob.of(session).run().forEach(session.output()::note);
            } catch (RuntimeException fault) {
                session.output().note("Automatic top-ups failed, the timetable goes on: " + fault.getMessage());
            }
        }

        private void tellSuspense(RunOutcome.Committed done) {
            long setAside = done.totals().value(LineCount.SUSPENDED.total()).longValueExact();
            suspense.news(new StandingView(session.database().jdbc()).now(), setAside)
                    .ifPresent(session.output()::note);
        }

        private void tellStalled() {
            stalls.news(settlements.stalled(session.clock().instant(), session.settings(ProxySettings.class)))
                    .forEach(session.output()::note);
        }

        @Override
        public void notices() {
            round.run();
        }

        /** In the order of the command nightly: what is given back may spare a card. */
        @Override
        public void night() {
            stalls.tellAgain();
            suspense.tellAgain();
            round.tellAgain();
            settleWhatArrived();
            giveBack();
            topUp();
            try {
                session.output().say(settlements.upkeep());
            } catch (RuntimeException fault) {
                session.output().note("Merging files failed, the timetable goes on: " + fault.getMessage());
            }
        }

        private void giveBack() {
            try {
                new CompensationJob(session).run(new Act("serve", "")).forEach(session.output()::say);
            } catch (RuntimeException fault) {
                session.output().note("Compensation failed, the timetable goes on: " + fault.getMessage());
            }
        }
    }
}
