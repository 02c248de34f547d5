package io.reckoner.jobs.intake;

import io.reckoner.ingest.segment.Numbering;
import io.reckoner.ingest.segment.Seal;
import io.reckoner.ingest.segment.SegmentInspection;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.ingest.segment.StoredSegment;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.kernel.period.ProxyLog;
import io.reckoner.kernel.period.Watermark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts each inspection in its place. Sound segments come first, in order of proxy and number. */
final class DeliverySorting {
    private final SeenFileView seenFiles;
    private final SeenFiles seen;
    private final Map<Path, FileStamp> files;
    private final Instant now;
    private final Map<SegmentName, Numbering.Known> before;
    private final Set<String> foreign;
    private final Map<String, Long> begins;
    private final Set<String> toldBefore;
    private final ArrivingLogs logs;
    private final List<SegmentInspection.Sound> fresh = new ArrayList<>();
    private final Map<SegmentName, FileStamp> stamps = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<String> replaced = new ArrayList<>();
    private final Map<SegmentName, Numbering.Known> arrived = new HashMap<>();

    /**
     * @param names under which numbers files came now
     * @param seen files looked at before
     * @param files those that were looked at now, as they were just before
     * @param now no proxy can promise anything beyond it
     */
    DeliverySorting(
            JdbcClient jdbc,
            DataFolder data,
            Set<SegmentName> names,
            SeenFiles seen,
            Map<Path, FileStamp> files,
            Instant now) {
        SegmentTable segments = new SegmentTable(jdbc);
        ProxyLogView proxies = new ProxyLogView(jdbc);
        this.seenFiles = new SeenFileView(jdbc, data);
        this.seen = seen;
        this.files = files;
        this.now = now;
        this.before = segments.taken(names);
        this.foreign = segments.foreignSources();
        this.begins = proxies.begins();
        this.toldBefore = new SegmentNoticeTable(jdbc).secondDeliveries();
        this.logs = new ArrivingLogs(proxies);
    }

    /** What came of it. */
    Delivery delivery() {
        List<ProxyLog> standing = logs.logs();
        List<Notice> all = new ArrayList<>(notices);
        all.addAll(ArrivingLogs.missing(standing));
        all.addAll(logs.goneBack(standing));
        all.sort(Comparator.comparing(Notice::file).thenComparing(Notice::kind));
        return new Delivery(fresh, stamps, all, replaced, standing);
    }

    void sound(SegmentInspection.Sound sound) {
        SegmentName name = sound.name();
        Optional<Numbering.Known> taken = known(name);
        String file = sound.file().getFileName().toString();
        if (foreign.contains(name.proxy())) {
            notice(
                    sound.file(),
                    name,
                    file + ": a foreign source bears the name of its proxy. Give the proxy another name.");
            return;
        }
        if (taken.isEmpty() && name.sequence() < begins.getOrDefault(name.proxy(), SegmentName.FIRST_SEQUENCE)) {
            notice(
                    sound.file(),
                    name,
                    file + ": proxy " + name.proxy() + " begins with segment " + begins.get(name.proxy())
                            + ", what came before was settled elsewhere. Take the file out of the folder.");
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
            case Numbering.Arrival.Fresh ignored -> take(sound);
            case Numbering.Arrival.SecondDelivery again -> again(sound.file(), again);
            case Numbering.Arrival.Rejected rejected -> rejected(rejected.refused());
        }
    }

    /** All but sound segments. */
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

    private Optional<Numbering.Known> known(SegmentName name) {
        return Optional.ofNullable(arrived.get(name)).or(() -> Optional.ofNullable(before.get(name)));
    }

    private void take(SegmentInspection.Sound sound) {
        SegmentName name = sound.name();
        Seal seal = sound.seal();
        fresh.add(sound);
        logs.fresh(sound);
        stamp(sound.file(), name);
        arrived.put(name, new Numbering.Known(name.proxy(), name.sequence(), seal.sha256(), seal.through()));
        if (seal.origin() == Seal.Origin.RECOVERY) {
            String file = sound.file().getFileName().toString();
            String what = ": its proxy died while writing it; starts without an event become lost events";
            notices.add(new Notice(file, Notice.Kind.RECOVERED, name.proxy(), name.sequence(), file + what));
        }
    }

    private void stamp(Path file, SegmentName name) {
        FileStamp stamp = files.get(file);
        if (stamp != null) {
            stamps.put(name, stamp);
        }
    }

    /** Notes a second delivery, once: a file that was taken in itself and only written anew, or compressed, is none. */
    private void again(Path path, Numbering.Arrival.SecondDelivery again) {
        String file = path.getFileName().toString();
        SeenFile looked = seen.find(path);
        if (looked != null) {
            if (looked.role() == SeenFile.Role.TAKEN) {
                stamp(path, looked.segment());
            }
        } else if (!toldBefore.contains(again.sentence())) {
            notices.add(new Notice(
                    file,
                    Notice.Kind.SECOND_DELIVERY,
                    again.seal().proxy(),
                    again.seal().sequence(),
                    again.sentence()));
        }
    }

    /** A segment under a wrong name may be one that was taken in before. */
    private void refused(SegmentInspection.Refused no) {
        Seal seal = no.seal();
        Optional<Numbering.Known> taken = seal == null ? Optional.empty() : known(seal.name());
        switch (Numbering.judge(no, taken.stream().toList())) {
            case Numbering.Arrival.SecondDelivery again -> again(no.file(), again);
            case Numbering.Arrival.Rejected rejected -> rejected(rejected.refused());
            case Numbering.Arrival.Fresh ignored -> {}
        }
    }

    /** What is refused under the name, and at the place, of a file that was taken in has replaced that file. */
    private void rejected(SegmentInspection.Refused no) {
        SeenFile looked = seen.find(no.file());
        Optional<SeenFileView.Taken> taken = looked == null || looked.role() != SeenFile.Role.TAKEN
                ? Optional.empty()
                : seenFiles.taken(looked.segment()).filter(was -> StoredSegment.find(was.path())
                        .equals(no.file().toAbsolutePath()));
        if (taken.isEmpty()) {
            refuse(no.file(), no.name(), no.sentence());
            return;
        }
        SeenFileView.Taken was = taken.get();
        String file = no.file().getFileName().toString();
        String fault = file + ": is not what run " + was.run() + " took in, which had sha256 " + was.sha256()
                + ". Now: " + no.sentence();
        switch (was.settled()) {
            case YES ->
                notice(
                        no.file(),
                        no.name(),
                        fault
                                + " What is settled stands, but this file is its evidence: put the one back that was taken in."
                                + " reckon verify tells whether it is.");
            case NOT_YET ->
                replaced.add(
                        fault + " Put the one back that was taken in; or withdraw it, and what is there now is taken"
                                + " in: reckon ingest withdraw " + file + " --reason ...");
        }
    }

    /** The watermark waits before its number, if it has one. */
    private void refuse(Path file, @Nullable SegmentName name, String sentence) {
        notice(file, name, sentence);
        if (name != null) {
            logs.refused(name);
        }
    }

    private void notice(Path file, @Nullable SegmentName name, String sentence) {
        notices.add(new Notice(
                file.getFileName().toString(),
                Notice.Kind.REFUSED,
                name == null ? "" : name.proxy(),
                name == null ? null : name.sequence(),
                sentence));
    }
}
