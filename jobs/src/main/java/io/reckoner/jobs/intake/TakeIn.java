package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.Compression;
import io.reckoner.ingest.segment.Numbering;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentInspector;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.period.ProxyLog;
import io.reckoner.kernel.period.Watermark;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Looks at every new file of the intake folder and at the numbering of every proxy. Changes nothing. */
public final class TakeIn {
    private static final Comparator<SegmentInspection.Sound> BY_NUMBER = Comparator.comparing(
                    (SegmentInspection.Sound sound) -> sound.name().proxy(), Directory.ID_ORDER)
            .thenComparingLong(sound -> sound.name().sequence())
            .thenComparing(sound -> sound.file().getFileName().toString());

    private final SegmentTable segments;
    private final int threads;
    private final Instant now;

    /** @param now no proxy can promise anything beyond it */
    public TakeIn(SegmentTable segments, int threads, Instant now) {
        this.segments = segments;
        this.threads = threads;
        this.now = now;
    }

    /**
     * What is new in the folder.
     *
     * @throws UncheckedIOException when the folder or a file cannot be read
     */
    public Delivery inspect(Path folder) {
        Map<String, Instant> seen = segments.seen();
        List<Path> files = IntakeFolder.unseen(folder, seen);
        List<SegmentInspection> inspected = inspectAll(files);
        Sorting sorting = new Sorting(segments.taken(names(inspected)), seen.keySet());
        inspected.stream()
                .filter(SegmentInspection.Sound.class::isInstance)
                .map(SegmentInspection.Sound.class::cast)
                .sorted(BY_NUMBER)
                .forEach(sorting::sound);
        inspected.forEach(sorting::other);
        return new Delivery(sorting.fresh, sorting.notices(), sorting.logs());
    }

    /** Under which numbers the files came, by name or by seal. */
    private static Set<SegmentName> names(List<SegmentInspection> inspected) {
        Set<SegmentName> names = new HashSet<>();
        for (SegmentInspection one : inspected) {
            switch (one) {
                case SegmentInspection.Sound sound -> names.add(sound.name());
                case SegmentInspection.Refused no -> {
                    Seal seal = no.seal();
                    if (seal != null) {
                        names.add(seal.name());
                    }
                }
                case SegmentInspection.Growing ignored -> {}
                case SegmentInspection.Unrelated ignored -> {}
            }
        }
        return names;
    }

    private List<SegmentInspection> inspectAll(List<Path> files) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<SegmentInspection>> pending = new ArrayList<>();
            for (Path file : files) {
                pending.add(workers.submit(() -> new SegmentInspector().inspect(file)));
            }
            List<SegmentInspection> inspected = new ArrayList<>();
            for (Future<SegmentInspection> one : pending) {
                inspected.add(one.get());
            }
            return inspected;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a segment could not be inspected: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while segments were inspected", e);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Puts each inspection in its place. Segments come in order of proxy and number. */
    private final class Sorting {
        private final Map<SegmentName, Numbering.Known> before;
        private final Set<String> foreign = segments.foreignSources();
        private final Map<String, Long> begins = segments.begins();
        private final List<SegmentInspection.Sound> fresh = new ArrayList<>();
        private final List<Notice> notices = new ArrayList<>();
        private final Map<SegmentName, Numbering.Known> arrived = new HashMap<>();
        private final SortedMap<String, List<ProxyLog.Segment>> refused = new TreeMap<>();

        private final Set<String> toldBefore = segments.secondDeliveries();
        private final Set<String> seen;

        /**
         * @param before segments taken in by earlier runs, of those that came now
         * @param seen names of files looked at before
         */
        Sorting(Map<SegmentName, Numbering.Known> before, Set<String> seen) {
            this.before = before;
            this.seen = seen;
        }

        /** Notes a second delivery, once: a file that was taken in itself and only written anew is none. */
        private void again(String file, Numbering.Arrival.SecondDelivery again) {
            if (!seen.contains(file) && !toldBefore.contains(again.sentence())) {
                notices.add(new Notice(
                        file,
                        Notice.Kind.SECOND_DELIVERY,
                        again.seal().proxy(),
                        again.seal().sequence(),
                        again.sentence()));
            }
        }

        void sound(SegmentInspection.Sound sound) {
            SegmentName name = sound.name();
            Optional<Numbering.Known> taken =
                    Optional.ofNullable(arrived.get(name)).or(() -> Optional.ofNullable(before.get(name)));
            String file = sound.file().getFileName().toString();
            if (foreign.contains(name.proxy())) {
                notices.add(new Notice(
                        file,
                        Notice.Kind.REFUSED,
                        name.proxy(),
                        name.sequence(),
                        file + ": a foreign source bears the name of its proxy. Give the proxy another name."));
                return;
            }
            if (taken.isEmpty() && name.sequence() < begins.getOrDefault(name.proxy(), SegmentName.FIRST_SEQUENCE)) {
                notices.add(new Notice(
                        file,
                        Notice.Kind.REFUSED,
                        name.proxy(),
                        name.sequence(),
                        file + ": proxy " + name.proxy() + " begins with segment " + begins.get(name.proxy())
                                + ", what came before was settled elsewhere. Take the file out of the folder."));
                return;
            }
            Instant through = sound.seal().through();
            if (taken.isEmpty() && Watermark.isStillToCome(through, now)) {
                refuse(
                        sound.file(),
                        name,
                        file + ": its through, " + through + ", is still to come: nobody can promise that nothing comes"
                                + " before it. Set the proxy's clock, and deliver the segment sealed anew.");
                return;
            }
            switch (Numbering.judge(sound, taken.stream().toList())) {
                case Numbering.Arrival.Fresh ignored -> {
                    fresh.add(sound);
                    Seal seal = sound.seal();
                    arrived.put(
                            name, new Numbering.Known(name.proxy(), name.sequence(), seal.sha256(), seal.through()));
                    if (seal.origin() == Seal.Origin.RECOVERY) {
                        String what = ": its proxy died while writing it; starts without an event become lost events";
                        notices.add(
                                new Notice(file, Notice.Kind.RECOVERED, name.proxy(), name.sequence(), file + what));
                    }
                }
                case Numbering.Arrival.SecondDelivery again -> again(file, again);
                case Numbering.Arrival.Rejected rejected -> refuse(rejected.refused());
            }
        }

        void other(SegmentInspection inspection) {
            switch (inspection) {
                case SegmentInspection.Refused no -> refused(no);
                case SegmentInspection.Growing growing -> {
                    String file = growing.file().getFileName().toString();
                    notices.add(new Notice(
                            file,
                            Notice.Kind.GROWING,
                            growing.name().proxy(),
                            growing.name().sequence(),
                            file + ": still being written; it is taken in once it is sealed"));
                }
                case SegmentInspection.Sound ignored -> {}
                case SegmentInspection.Unrelated ignored -> {}
            }
        }

        /** A segment under a wrong name may be one that was taken in before. */
        private void refused(SegmentInspection.Refused no) {
            Seal seal = no.seal();
            Optional<Numbering.Known> taken = seal == null
                    ? Optional.empty()
                    : Optional.ofNullable(arrived.get(seal.name()))
                            .or(() -> Optional.ofNullable(before.get(seal.name())));
            switch (Numbering.judge(no, taken.stream().toList())) {
                case Numbering.Arrival.SecondDelivery again ->
                    again(no.file().getFileName().toString(), again);
                case Numbering.Arrival.Rejected rejected -> refuse(rejected.refused());
                case Numbering.Arrival.Fresh ignored -> {}
            }
        }

        private void refuse(SegmentInspection.Refused no) {
            refuse(no.file(), no.name(), no.sentence());
        }

        /** The watermark waits before its number, if it has one. */
        private void refuse(Path file, @Nullable SegmentName name, String sentence) {
            notices.add(new Notice(
                    file.getFileName().toString(),
                    Notice.Kind.REFUSED,
                    name == null ? "" : name.proxy(),
                    name == null ? null : name.sequence(),
                    sentence));
            if (name != null) {
                refused.computeIfAbsent(name.proxy(), proxy -> new ArrayList<>())
                        .add(new ProxyLog.Segment(name.sequence(), ProxyLog.Standing.REFUSED, Instant.EPOCH));
            }
        }

        List<Notice> notices() {
            List<Notice> all = new ArrayList<>(notices);
            for (ProxyLog log : logs()) {
                List<Numbering.Known> known = log.segments().stream()
                        .map(one -> new Numbering.Known(log.proxy(), one.number(), "", one.through()))
                        .toList();
                for (Numbering.Gap gap : Numbering.gaps(log.proxy(), log.firstNumber(), known)) {
                    all.add(missing(gap));
                }
            }
            all.sort(Comparator.comparing(Notice::file).thenComparing(Notice::kind));
            return all;
        }

        private Notice missing(Numbering.Gap gap) {
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

        /** Numbers already whole are left out: a log begins with the last number before the first missing one. */
        List<ProxyLog> logs() {
            SortedMap<String, List<ProxyLog.Segment>> byProxy = new TreeMap<>();
            Map<String, Long> first = new HashMap<>();
            for (ProxyLog log : segments.logs()) {
                first.put(log.proxy(), log.firstNumber());
                byProxy.put(log.proxy(), new ArrayList<>(log.segments()));
            }
            Set<String> retired = segments.retired();
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
    }
}
