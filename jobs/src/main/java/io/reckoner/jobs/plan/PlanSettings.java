package io.reckoner.jobs.plan;

import io.reckoner.jobs.settings.Section;
import io.reckoner.jobs.settings.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the next months of subscriptions are charged. */
@Section("plan")
public record PlanSettings(
        @Setting(
                        fallback = "4",
                        min = "1",
                        max = "20",
                        means =
                                "How often the charge of a next month is tried. After the last decline there is no plan.")
                int renewalAttempts,
        @Setting(fallback = "2d", means = "How long after a decline the next attempt is due.") Duration renewalRetry) {
    /** The most attempts that may be set. */
    static final int MOST_ATTEMPTS = 20;

    /** When a month is charged again whose attempt of this number was declined; empty after the last. */
    public Optional<Instant> nextAttempt(int attempt, Instant declinedAt) {
        return attempt < renewalAttempts ? Optional.of(declinedAt.plus(renewalRetry)) : Optional.empty();
    }
}
