package io.reckoner.jobs.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;

/** One tick of the timetable. Which kind, its job data says. */
@DisallowConcurrentExecution
public final class SettleTick implements Job {
    static final String SETTLING = "settling";

    /** Key in the job's data: {@code settle} or {@code night}. */
    static final String KIND = "kind";

    static final String NIGHT = "night";

    @Override
    public void execute(JobExecutionContext context) {
        try {
            if (!(context.getScheduler().getContext().get(SETTLING) instanceof Settling settling)) {
                throw new IllegalStateException("the timetable has nothing to settle with");
            }
            if (NIGHT.equals(context.getMergedJobDataMap().getString(KIND))) {
                settling.night();
            } else {
                settling.settle();
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("the timetable cannot be read: " + e.getMessage(), e);
        }
    }
}
