package io.reckoner.jobs.schedule;

import io.reckoner.jobs.database.Database;
import io.reckoner.jobs.database.DatabaseRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** Quartz with its state in the database: a tick missed while nothing ran is made up for once. */
final class Timetable implements AutoCloseable {
    private static final String NAME = "reckon";
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

    private final SchedulerFactoryBean factory;

    private Timetable(SchedulerFactoryBean factory) {
        this.factory = factory;
    }

    /** Starts the timetable; it ticks until it is closed. */
    static Timetable start(Database database, ScheduleSettings settings, Settling settling) throws Exception {
        JobDetail settle = job("settle", "settle");
        JobDetail night = job("nightly", SettleTick.NIGHT);
        JobDetail notices = job("notices", SettleTick.NOTICES);
        SchedulerFactoryBean factory = new SchedulerFactoryBean();
        factory.setSchedulerName(NAME);
        factory.setDataSource(database.as(DatabaseRole.WRITER));
        factory.setTransactionManager(database.transactions());
        factory.setQuartzProperties(properties());
        factory.setSchedulerContextAsMap(Map.of(SettleTick.SETTLING, settling));
        factory.setOverwriteExistingJobs(true);
        factory.setJobDetails(settle, night, notices);
        factory.setTriggers(
                every(settle, settings.settle()), at(night, settings.nightly()), every(notices, settings.notices()));
        factory.setWaitForJobsToCompleteOnShutdown(true);
        factory.afterPropertiesSet();
        factory.start();
        return new Timetable(factory);
    }

    /** What is to come, in order of time. */
    List<Trigger> triggers() throws SchedulerException {
        Scheduler scheduler = factory.getObject();
        if (scheduler == null) {
            throw new IllegalStateException("the timetable has not been started");
        }
        return List.of(
                scheduler.getTrigger(org.quartz.TriggerKey.triggerKey("settle")),
                scheduler.getTrigger(org.quartz.TriggerKey.triggerKey("nightly")),
                scheduler.getTrigger(org.quartz.TriggerKey.triggerKey("notices")));
    }

    private static JobDetail job(String name, String kind) {
        return JobBuilder.newJob(SettleTick.class)
                .withIdentity(name)
                .usingJobData(SettleTick.KIND, kind)
                .storeDurably()
                .build();
    }

    private static Trigger every(JobDetail job, Duration interval) {
        return TriggerBuilder.newTrigger()
                .withIdentity(job.getKey().getName())
                .forJob(job)
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(interval.toMillis())
                        .withMisfireHandlingInstructionNextWithRemainingCount()
                        .repeatForever())
                .startNow()
                .build();
    }

    private static Trigger at(JobDetail job, String cron) {
        return TriggerBuilder.newTrigger()
                .withIdentity("nightly")
                .forJob(job)
                .withSchedule(CronScheduleBuilder.cronSchedule(cron)
                        .inTimeZone(UTC)
                        .withMisfireHandlingInstructionFireAndProceed())
                .build();
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.jobStore.tablePrefix", "jobs.QRTZ_");
        properties.setProperty(
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        // A slow mail server holds up neither settlement nor the night.
        properties.setProperty("org.quartz.threadPool.threadCount", "3");
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        return properties;
    }

    /** Waits for a tick in progress and stops. */
    @Override
    public void close() throws Exception {
        factory.destroy();
    }
}
