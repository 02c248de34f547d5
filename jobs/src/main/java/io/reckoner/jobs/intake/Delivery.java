package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.kernel.period.ProxyLog;
import java.util.List;
import java.util.Map;

/**
 * What the intake folder holds that no run has taken in.
 *
 * @param fresh sound segments, in order of proxy and number
 * @param stamps what the files of sound segments were like when they were looked at: those of fresh ones, and those written anew
 *     with what was taken in
 * @param replaced where a file that is still to be read is no longer what was taken in, one sentence each
 * @param logs how the numbering of every live proxy stands with them, for the watermark
 */
public record Delivery(
        List<SegmentInspection.Sound> fresh,
        Map<SegmentName, FileStamp> stamps,
        List<Notice> notices,
        List<String> replaced,
        List<ProxyLog> logs) {}
