package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.kernel.period.ProxyLog;
import java.util.List;

/**
 * What the intake folder holds that no run has taken in.
 *
 * @param fresh sound segments, in order of proxy and number
 * @param logs how the numbering of every live proxy stands with them, for the watermark
 */
public record Delivery(List<SegmentInspection.Sound> fresh, List<Notice> notices, List<ProxyLog> logs) {}
