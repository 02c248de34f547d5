package io.reckoner.jobs.nightly;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.database.DataFolder;
import io.reckoner.jobs.intake.Delivery;
import io.reckoner.jobs.intake.ForeignFile;
import io.reckoner.jobs.intake.Notice;
import io.reckoner.jobs.intake.TakeIn;
import io.reckoner.jobs.plan.FreeMonths;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.settlement.Tables;
import io.reckoner.kernel.period.Horizon;
import io.reckoner.kernel.period.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens a run: takes segments in, finds the watermark, pins everything the run is given, in one transaction.
 *
 * <p>A run opens when there is something to do: the watermark moves on, segments have arrived that no committed run has
 * read, or suspended lines wait to be tried again. Where the watermark stays, what such a run finds is late and settles at
 * the watermark itself; it does not open while something acts at that instant, which comes first and lands only when the
 * watermark moves on.
 */
final class RunOpening {
    private final JdbcClient jdbc;
    private final Tables tables;
    private final TransactionTemplate transaction;
    private final SettlementSettings settings;
    private final DataFolder folder;
    private final Instant now;

    /** @param now nothing is settled beyond it */
    RunOpening(
            JdbcClient jdbc,
            Tables tables,
            TransactionTemplate transaction,
            SettlementSettings settings,
            DataFolder folder,
            Instant now) {
        this.folder = folder;
        this.now = now;
        this.jdbc = jdbc;
        this.tables = tables;
        this.transaction = transaction;
        this.settings = settings;
    }

    /** What came of trying to open. */
    sealed interface Opened {
        record Ready(Run run) implements Opened {}

        record Nothing(String why, Set<Notice.Kind> noticed) implements Opened {}
    }

    Opened open(RunRequest request) {
        Delivery delivery = new TakeIn(jdbc, folder, settings.workers(), now).inspect(request.intake());
        if (!delivery.replaced().isEmpty()) {
            throw new Refusal(String.join("\n", delivery.replaced()));
        }
        List<ForeignFile> foreign = tables.foreign().waiting();
        Optional<Run> last = tables.runs().lastCommitted();
        Optional<Instant> previous = last.map(Run::watermark);
        Optional<Watermark> watermark = request.watermark().isPresent()
                ? Optional.of(byHand(request.watermark().get(), previous))
                : Watermark.of(delivery.logs(), ForeignFile.logs(foreign), previous)
                        .or(() -> previous.map(at -> new Watermark(at, List.of())));
        if (watermark.isEmpty()) {
            return nothing(noPromise(request, delivery), delivery);
        }
        List<Long> retries = tables.suspense().waiting();
        boolean stays = previous.equals(Optional.of(watermark.get().instant()));
        if (stays
                && delivery.fresh().isEmpty()
                && foreign.isEmpty()
                && retries.isEmpty()
                && !tables.inputs().anyUnread()) {
            return nothing(nothing(watermark.get(), delivery), delivery);
        }
        if (stays) {
            long before = tables.landing().actingAt(watermark.get().instant());
            if (before > 0) {
                return nothing(waitsFor(before, watermark.get()), delivery);
            }
        }
        return new Opened.Ready(
                transaction.execute(status -> pin(request, delivery, foreign, watermark.get(), last, retries)));
    }

    private static Opened nothing(String why, Delivery delivery) {
        return new Opened.Nothing(
                why, delivery.notices().stream().map(Notice::kind).collect(Collectors.toSet()));
    }

    private Watermark byHand(Instant instant, Optional<Instant> previous) {
        if (Watermark.isStillToCome(instant, now)) {
            throw new Refusal(
                    "a watermark of " + instant + " is still to come: nobody knows yet what comes before it, and it"
                            + " never goes back. Give an instant up to now.");
        }
        try {
            return Watermark.byHand(instant, previous);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(e);
        }
    }

    private static String noPromise(RunRequest request, Delivery delivery) {
        String held = delivery.logs().stream()
                .map(Watermark::hold)
                .filter(hold -> hold.through() == null)
                .map(Watermark.Hold::sentence)
                .collect(Collectors.joining("; "));
        String why = held.isEmpty()
                ? "no proxy has promised anything yet: there is no sealed segment in " + request.intake()
                        + ", no foreign file was ingested, and no --watermark was given"
                : held;
        return with(EnumSet.of(Notice.Kind.REFUSED, Notice.Kind.MISSING), why, delivery);
    }

    private static String with(Set<Notice.Kind> kinds, String why, Delivery delivery) {
        return delivery.notices().stream()
                .filter(notice -> kinds.contains(notice.kind()))
                .map(notice -> "\n  " + notice.sentence())
                .collect(Collectors.joining("", why, ""));
    }

    private static String nothing(Watermark watermark, Delivery delivery) {
        String held = watermark.heldBy().isEmpty()
                ? ""
                : ": " + watermark.heldBy().getFirst().sentence();
        return with(
                EnumSet.of(Notice.Kind.REFUSED),
                "no segment is new, no suspended line waits to be tried again, and the watermark stays at "
                        + watermark.instant() + held,
                delivery);
    }

    /** What a run finds late would settle at the watermark, and there grants and cycles come first. */
    private static String waitsFor(long items, Watermark watermark) {
        return "late lines wait for the watermark to move on from " + watermark.instant() + ": " + items
                + (items == 1 ? " grant, cycle or adjustment acts" : " grants, cycles or adjustments act")
                + " at that instant and must land before them. Bring newer segments, or give a later --watermark";
    }

    private Run pin(
            RunRequest request,
            Delivery delivery,
            List<ForeignFile> foreign,
            Watermark watermark,
            Optional<Run> last,
            List<Long> retries) {
        new FreeMonths(jdbc).open(watermark.instant());
        TurnTable.Turn turn = new TurnTable(jdbc).take();
        LocalDate businessDate = request.businessDate().orElseGet(() -> dayEndingAt(watermark.instant()));
        Optional<Horizon> reached = last.map(before -> before.horizonOr(settings.lookBack()));
        Run run = new Run(
                tables.runs().nextId(),
                businessDate,
                tables.runs().nextRevision(businessDate, watermark.instant()),
                last.map(Run::watermark).orElse(Run.BEGINNING),
                watermark.instant(),
                Optional.of(Horizon.of(watermark.instant(), settings.lookBack(), reached)),
                newestBook(),
                turn.now(),
                last.map(Run::buckets).orElse(settings.buckets()),
                Run.State.OPEN,
                "");
        tables.runs().add(run, turn.now(), request.act().actor(), request.act().reason());
        tables.proxies().announce(run.id(), delivery.logs());
        tables.segments().add(run.id(), delivery.fresh(), folder);
        tables.segments().addForeign(run.id(), foreign);
        tables.segments().stamp(delivery.stamps());
        tables.notices().add(run.id(), delivery.notices());
        tables.inputs().pinSegments(run.id());
        tables.inputs().pinRetries(run.id(), retries);
        return run;
    }

    private int newestBook() {
        return tables.runs()
                .newestBook()
                .orElseThrow(() -> new Refusal(
                        "there is no price book to settle with. Import one with: reckon price import FILE"));
    }

    /** Midnight belongs to the day it ends. */
    private static LocalDate dayEndingAt(Instant watermark) {
        return watermark.minusNanos(1_000).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
