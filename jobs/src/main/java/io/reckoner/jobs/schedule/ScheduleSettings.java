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
                String nightly,
        @Setting(
                        fallback = "1m",
                        means = "How often `serve` finds and sends notices, where mail or a webhook is set up.")
                Duration notices) {
    public ScheduleSettings {
        if (settle.toMillis() < 1_000) {
            throw new IllegalArgumentException("settle " + settle + " is too often. Write 1s or more, such as 5m.");
        }
        if (notices.toMillis() < 1_000) {
            throw new IllegalArgumentException("notices " + notices + " is too often. Write 1s or more, such as 1m.");
        }
        if (!CronExpression.isValidExpression(nightly)) {
            throw new IllegalArgumentException(
                    "nightly \"" + nightly + "\" is no cron expression. Write one such as 0 30 0 * * ? for 00:30 UTC.");
        }
    }
}
