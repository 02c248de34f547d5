package io.reckoner.jobs.nightly;

import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.settlement.SettlementSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
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

    @Option(
            names = "--fail-on",
            split = ",",
            paramLabel = "WHAT",
            description =
                    "End with exit code 1 when there is any of: refused (a segment), missing (a segment), stalled (a"
                            + " proxy), suspense (open lines). What can be settled is settled all the same.")
    private Set<Trouble> failOn = Set.of();

    @Mixin
    private ActOptions act = new ActOptions();

    /** What may be wrong although the run ended well. */
    enum Trouble {
        REFUSED,
        MISSING,
        STALLED,
        SUSPENSE
    }

    /** How to end where this was found. */
    Exit exit(Set<Trouble> found) {
        return Collections.disjoint(found, failOn) ? Exit.CLEAN : Exit.FOUND;
    }

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
