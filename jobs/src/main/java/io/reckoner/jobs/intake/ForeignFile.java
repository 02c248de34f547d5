package io.reckoner.jobs.intake;

import io.reckoner.ingest.decode.ForeignRows;
import io.reckoner.ingest.foreign.ForeignFormat;
import io.reckoner.ingest.foreign.ForeignMapping;
import io.reckoner.ingest.foreign.MappedRows;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.kernel.period.ProxyLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A file that is not log format 1, kept as it was handed over, and what was stated about it.
 *
 * @param seal what a seal would say of it: its source and number, the whole file's lines, bytes and hash
 * @param mappingText the mapping of its columns, as it was handed over; empty where there was none
 * @param fileName what it is kept as: facts and suspense call it so
 * @param givenName what it was called when it was handed over
 */
public record ForeignFile(
        Seal seal,
        ForeignFormat format,
        ForeignMapping mapping,
        String mappingText,
        String fileName,
        String givenName,
        Path path) {
    public ForeignFile {
        if (!seal.proxy().equals(mapping.source())) {
            throw new IllegalArgumentException(
                    "file of source " + seal.proxy() + " with the mapping of " + mapping.source());
        }
    }

    /** How its lines become lines of format 1. */
    public ForeignRows rows() {
        return new MappedRows(format, mapping);
    }

    /** The promises of files that no run has settled, by source. */
    public static List<ProxyLog> logs(List<ForeignFile> files) {
        SortedMap<String, List<ProxyLog.Segment>> bySource = new TreeMap<>();
        for (ForeignFile file : files) {
            Seal seal = file.seal();
            bySource.computeIfAbsent(seal.proxy(), source -> new ArrayList<>())
                    .add(new ProxyLog.Segment(seal.sequence(), ProxyLog.Standing.ACCEPTED, seal.through()));
        }
        List<ProxyLog> logs = new ArrayList<>();
        bySource.forEach((source, segments) -> {
            long first =
                    segments.stream().mapToLong(ProxyLog.Segment::number).min().orElseThrow();
            logs.add(new ProxyLog(source, first, segments));
        });
        return logs;
    }
}
