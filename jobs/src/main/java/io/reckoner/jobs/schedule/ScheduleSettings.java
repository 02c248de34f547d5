package io.reckoner.jobs.schedule;

import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.time.Duration;
import org.quartz.CronExpression;

/** When {@code serve} does what. */
@Section("schedule")
public record ScheduleSettings(
        @Setting(fallback = "5m", means = "How often `serve` settles what has arrived.") Duration settle,
        @Setting(
                        fallback = "0 30 0 * * ?",
                        means = "When `serve` runs the night, in UTC, as a Quartz cron expression with seconds.")
                String nightly) {
    public ScheduleSettings {
        if (settle.toMillis() < 1_000) {
            throw new IllegalArgumentException("settle " + settle + " is too often. Write 1s or more, such as 5m.");
        }
        if (!CronExpression.isValidExpression(nightly)) {
            throw new IllegalArgumentException(
                    "nightly \"" + nightly + "\" is no cron expression. Write one such as 0 30 0 * * ? for 00:30 UTC.");
        }
    }
}
