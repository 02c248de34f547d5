package io.reckoner.jobs.intake;

import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.time.Duration;

/** How proxies are watched. */
@Section("proxies")
public record ProxySettings(
        @Setting(
                        fallback = "10m",
                        means = "A proxy whose log is known no further than this behind the clock is told as stalled.")
                Duration stalledAfter) {}
