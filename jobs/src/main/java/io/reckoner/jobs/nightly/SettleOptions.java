package io.reckoner.jobs.nightly;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.settlement.SettlementSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that settle. */
public final class SettleOptions {
    @Option(
            names = "--intake",
            paramLabel = "FOLDER",
            description = "Folder of sealed segments (default: settlement.intake, else <data>/intake).")
    private @Nullable Path intake;

    @Option(
            names = "--watermark",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "Settle everything before this instant (default: what all live proxies have promised).")
    private @Nullable Instant watermark;

    @Option(
            names = "--date",
            paramLabel = "DAY",
            description = "Business date of the run (default: the UTC day that ends at the watermark).")
    private @Nullable LocalDate date;

    @Mixin
    private ActOptions act = new ActOptions();

    /** Where proxies should have come to: what is asked for by watermark or date, and never beyond the clock. */
    Instant expected(Session session) {
        Instant now = session.clock().instant();
        Instant asked = watermark != null
                ? watermark
                : date != null ? date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant() : now;
        return asked.isBefore(now) ? asked : now;
    }

    /** What the options ask for. */
    RunRequest request(Session session) {
        Path folder = intake != null
                ? intake
                : session.settings(SettlementSettings.class).intakeOf(session.data());
        return new RunRequest(folder, Optional.ofNullable(watermark), Optional.ofNullable(date), act.act());
    }
}
