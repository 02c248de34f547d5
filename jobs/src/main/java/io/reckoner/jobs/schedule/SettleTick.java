package io.reckoner.jobs.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.SchedulerException;

/** One tick of the timetable. Which kind, its job data says. */
@DisallowConcurrentExecution
public final class SettleTick implements Job {
    static final String SETTLING = "settling";

    /** Key in the job's data: {@code settle}, {@code night} or {@code notices}. */
    static final String KIND = "kind";

    static final String NIGHT = "night";
    static final String NOTICES = "notices";

    @Override
    public void execute(JobExecutionContext context) {
        try {
            if (!(context.getScheduler().getContext().get(SETTLING) instanceof Settling settling)) {
                throw new IllegalStateException("the timetable has nothing to settle with");
            }
            String kind = context.getMergedJobDataMap().getString(KIND);
            if (NIGHT.equals(kind)) {
                settling.night();
            } else if (NOTICES.equals(kind)) {
                settling.notices();
            } else {
                settling.settle();
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("the timetable cannot be read: " + e.getMessage(), e);
        }
    }
}
