package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.Compression;
import io.reckoner.ingest.segment.Numbering;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.kernel.period.ProxyLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How the numbering of every live proxy stands with what has arrived: fresh segments, and numbers that are refused. */
final class ArrivingLogs {
    private final ProxyLogView known;
    private final List<SegmentInspection.Sound> fresh = new ArrayList<>();
    private final SortedMap<String, List<ProxyLog.Segment>> refused = new TreeMap<>();

    ArrivingLogs(ProxyLogView known) {
        this.known = known;
    }

    void fresh(SegmentInspection.Sound sound) {
        fresh.add(sound);
    }

    /** The watermark waits before this number. */
    void refused(SegmentName name) {
        refused.computeIfAbsent(name.proxy(), proxy -> new ArrayList<>())
                .add(new ProxyLog.Segment(name.sequence(), ProxyLog.Standing.REFUSED, Instant.EPOCH));
    }

    /** Numbers already whole are left out: a log begins with the last number before the first missing one. */
    List<ProxyLog> logs() {
        SortedMap<String, List<ProxyLog.Segment>> byProxy = new TreeMap<>();
        Map<String, Long> first = new HashMap<>();
        for (ProxyLog log : known.logs()) {
            first.put(log.proxy(), log.firstNumber());
            byProxy.put(log.proxy(), new ArrayList<>(log.segments()));
        }
        Set<String> retired = known.retired();
        for (SegmentInspection.Sound sound : fresh) {
            SegmentName name = sound.name();
            if (!retired.contains(name.proxy())) {
                first.putIfAbsent(name.proxy(), SegmentName.FIRST_SEQUENCE);
                byProxy.computeIfAbsent(name.proxy(), proxy -> new ArrayList<>())
                        .add(new ProxyLog.Segment(
                                name.sequence(),
                                ProxyLog.Standing.ACCEPTED,
                                sound.seal().through()));
            }
        }
        List<ProxyLog> logs = new ArrayList<>();
        byProxy.forEach((proxy, accepted) -> {
            long begins = first.getOrDefault(proxy, SegmentName.FIRST_SEQUENCE);
            logs.add(new ProxyLog(proxy, begins, withRefused(proxy, begins, accepted)));
        });
        return logs;
    }

    /** A refused number stands only where no sound segment has it. */
    private List<ProxyLog.Segment> withRefused(String proxy, long first, List<ProxyLog.Segment> accepted) {
        List<ProxyLog.Segment> all = new ArrayList<>(accepted);
        Set<Long> numbers = new HashSet<>();
        accepted.forEach(one -> numbers.add(one.number()));
        for (ProxyLog.Segment no : refused.getOrDefault(proxy, List.of())) {
            if (no.number() >= first && numbers.add(no.number())) {
                all.add(no);
            }
        }
        return all;
    }

    /** Fresh segments that promise less than was promised before them. */
    List<Notice> goneBack(List<ProxyLog> logs) {
        Map<SegmentName, String> files = new HashMap<>();
        fresh.forEach(
                sound -> files.put(sound.name(), sound.file().getFileName().toString()));
        List<Notice> back = new ArrayList<>();
        for (ProxyLog log : logs) {
            Instant promised = Instant.MIN;
            for (ProxyLog.Segment segment : log.segments()) {
                if (segment.standing() == ProxyLog.Standing.ACCEPTED) {
                    String file = files.get(new SegmentName(log.proxy(), segment.number()));
                    if (file != null && segment.through().isBefore(promised)) {
                        back.add(goneBack(file, log.proxy(), segment, promised));
                    }
                    promised = segment.through().isAfter(promised) ? segment.through() : promised;
                }
            }
        }
        return back;
    }

    private static Notice goneBack(String file, String proxy, ProxyLog.Segment segment, Instant promised) {
        return new Notice(
                file,
                Notice.Kind.STALLED,
                proxy,
                segment.number(),
                file + ": its through, " + segment.through() + ", goes back: proxy " + proxy + " had promised "
                        + promised
                        + " before. That promise stands, and the proxy is known no further until it promises more. See to"
                        + " its clock.");
    }

    /** What is missing between the numbers of these logs. */
    static List<Notice> missing(List<ProxyLog> logs) {
        List<Notice> missing = new ArrayList<>();
        for (ProxyLog log : logs) {
            List<Numbering.Known> known = log.segments().stream()
                    .map(one -> new Numbering.Known(log.proxy(), one.number(), "", one.through()))
                    .toList();
            for (Numbering.Gap gap : Numbering.gaps(log.proxy(), log.firstNumber(), known)) {
                missing.add(missing(gap));
            }
        }
        return missing;
    }

    private static Notice missing(Numbering.Gap gap) {
        String from = new SegmentName(gap.proxy(), gap.from()).sealedFile(Compression.NONE);
        String to = gap.to() == gap.from()
                ? ""
                : " to " + new SegmentName(gap.proxy(), gap.to()).sealedFile(Compression.NONE);
        return new Notice(
                from,
                Notice.Kind.MISSING,
                gap.proxy(),
                gap.from(),
                from + to + " has not arrived: the watermark waits for it. Deliver it, or retire proxy "
                        + gap.proxy() + " with reckon proxies retire."
                        + (gap.from() == SegmentName.FIRST_SEQUENCE
                                ? " Where its earlier log was settled elsewhere, say so: reckon proxies begin "
                                        + gap.proxy() + " --with " + (gap.to() + 1) + "."
                                : ""));
    }
}
