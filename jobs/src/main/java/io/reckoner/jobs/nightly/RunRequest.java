package io.reckoner.jobs.nightly;

import io.reckoner.jobs.act.Act;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a run is asked to do.
 *
 * @param intake folder in which sealed segments arrive
 * @param watermark given by hand; else the smallest promise of all live proxies
 * @param businessDate else the UTC day that ends at the watermark
 */
public record RunRequest(Path intake, Optional<Instant> watermark, Optional<LocalDate> businessDate, Act act) {}
