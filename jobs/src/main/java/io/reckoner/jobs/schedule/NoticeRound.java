package io.reckoner.jobs.schedule;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.notice.NoticeJob;
import io.reckoner.jobs.notice.NoticePass;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Sends notices while {@code serve} runs. What goes wrong is told once a day and never ends the timetable. */
final class NoticeRound {
    private final Optional<NoticeJob> job;
    private final Output output;
    private final Set<String> told = Collections.synchronizedSet(new LinkedHashSet<>());

    private NoticeRound(Optional<NoticeJob> job, Output output) {
        this.job = job;
        this.output = output;
    }

    /** Reads the templates; their faults are told, and settlement goes on without notices. */
    static NoticeRound start(Session session) {
        try {
            NoticeJob job = NoticeJob.of(session);
            return new NoticeRound(Optional.of(job).filter(NoticeJob::isSetUp), session.output());
        } catch (Refusal faults) {
            session.output().note(String.valueOf(faults.getMessage()));
            session.output().note("No notices are sent until this is mended and serve is started again.");
            return new NoticeRound(Optional.empty(), session.output());
        }
    }

    void run() {
        try {
            job.map(NoticeJob::run).ifPresent(this::tell);
        } catch (RuntimeException fault) {
            tell("Notices failed, the timetable goes on: " + fault.getMessage());
        }
    }

    private void tell(NoticePass pass) {
        if (!pass.isQuiet()) {
            output.say(pass.sentence());
        }
        pass.problems().forEach(this::tell);
    }

    private void tell(String problem) {
        if (told.add(problem)) {
            output.note(problem);
        }
    }

    /** Lets the next round tell of everything that is still so. */
    void tellAgain() {
        told.clear();
    }
}
