package io.reckoner.jobs.ingest;

import io.reckoner.ingest.foreign.ForeignInspection;
import io.reckoner.ingest.foreign.ForeignInspector;
import io.reckoner.ingest.segment.SegmentName;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.rating.PriceBooks;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.run.RunTable;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.period.Horizon;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.suspense.SuspenseReason;
import io.reckoner.reports.table.Counted;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges a foreign file before it is kept, by what would stop the run that takes it in. */
record ForeignDoor(
        Directory directory,
        Statement statement,
        SettlementSettings settings,
        Optional<Run> last,
        Optional<PriceBook> book) {
    /** Faults that are told of a file. */
    private static final int FIRST = 5;

    /** What came of judging. */
    sealed interface Judged {
        record Fit(ForeignInspection inspection) implements Judged {}

        /** @param inspection empty where the file cannot be read */
        record Unfit(Optional<ForeignInspection> inspection, List<String> faults) implements Judged {}
    }

    static ForeignDoor of(Session session, Directory directory, Statement statement) {
        var jdbc = session.database().jdbc();
        return new ForeignDoor(
                directory,
                statement,
                session.settings(SettlementSettings.class),
                new RunTable(jdbc).lastCommitted(),
                new PriceBooks(jdbc).newest());
    }

    /**
     * Judges a file.
     *
     * @param given what messages call it
     * @param content where its bytes are
     * @param shown how many rows to give back as understood
     */
    Judged judge(Path given, Path content, int shown) {
        Optional<String> fault = GivenFile.fault(content);
        if (fault.isPresent()) {
            return unfit(content.equals(given) ? fault.get() : given + ": its copy is gone. Hand it over again.");
        }
        if (statement.suffix(given).isEmpty()) {
            return unfit(given + ": its name must end in " + statement.suffixes() + ", which says how it is stored.");
        }
        ForeignInspection found;
        try {
            found = ForeignInspector.inspect(
                    content,
                    new SegmentName(statement.mapping().source(), 1),
                    statement.through(),
                    statement.rows(),
                    directory,
                    (provider, model, at) -> book.flatMap(prices -> prices.cardAt(provider, model, at))
                            .isPresent(),
                    settings.maxLine(),
                    shown);
        } catch (IOException e) {
            return unfit(given + ": cannot be read to its end (" + e.getMessage() + "). Fetch it again.");
        }
        List<String> faults = new ArrayList<>();
        found.misfits().forEach(misfit -> faults.add(statement.told(given, misfit.path(), misfit.sentence())));
        if (!faults.isEmpty()) {
            return new Judged.Unfit(Optional.of(found), faults);
        }
        content(given, found).ifPresentOrElse(faults::add, () -> {
            age(given, found).ifPresent(faults::add);
            unfinished(given, found).ifPresent(faults::add);
        });
        return faults.isEmpty() ? new Judged.Fit(found) : new Judged.Unfit(Optional.of(found), faults);
    }

    private static Judged unfit(String sentence) {
        return new Judged.Unfit(Optional.empty(), List.of(sentence));
    }

    private Optional<String> content(Path given, ForeignInspection found) {
        if (found.rows() == 0) {
            return Optional.of(given + ": holds no rows.");
        }
        BigDecimal most = settings.mostSuspended().multiply(BigDecimal.valueOf(found.rows()));
        if (found.faulty() < found.rows() && BigDecimal.valueOf(found.faulty()).compareTo(most) <= 0) {
            return Optional.empty();
        }
        String first =
                found.faults().stream().limit(FIRST).map(Object::toString).collect(Collectors.joining("; "));
        boolean isUnpriced =
                found.faults().stream().anyMatch(fault -> fault.verdict().reason() == SuspenseReason.NO_PRICE);
        return Optional.of(
                given + ": " + found.faulty() + " of " + Counted.of(found.rows(), "row") + " cannot be used, more than"
                        + " settlement.most-suspended lets a run set aside. First: " + first + "."
                        + (isUnpriced
                                ? " See what the book has with: reckon price show; add a card with: reckon price import."
                                : ""));
    }

    /** Sameness of events before the horizon cannot be shown: all of them would be set aside. */
    private Optional<String> age(Path given, ForeignInspection found) {
        Instant first = found.seal().firstTs();
        Optional<Instant> settled = last.map(Run::watermark);
        Instant watermark = settled.filter(statement.through()::isBefore).orElse(statement.through());
        Optional<Horizon> before = last.map(run -> run.horizonOr(settings.lookBack()));
        Horizon horizon = Horizon.of(watermark, settings.lookBack(), before);
        if (first == null || !horizon.hides(first)) {
            return Optional.empty();
        }
        return Optional.of(given + ": its first row, at " + first + ", lies before " + horizon.instant()
                + " and would be set aside as too old. "
                + before.filter(reached -> reached.hides(first))
                        .map(reached -> "Repeats of events before " + reached.instant()
                                + " can no longer be recognised, whatever settlement.look-back is: leave those rows"
                                + " out.")
                        .orElseGet(() -> (watermark.equals(statement.through())
                                        ? "State a --through nearer to the last row, "
                                                + found.seal().lastTs() + ", or"
                                        : "Everything before " + watermark + " is settled;")
                                + " raise settlement.look-back."));
    }

    /** A sum that may still grow would count again when it has grown. */
    private Optional<String> unfinished(Path given, ForeignInspection found) {
        Instant last = found.seal().lastTs();
        return found.daily() && last != null && !last.isBefore(statement.through())
                ? Optional.of(given + ": its last sum is that of the day that ends at " + last.plusNanos(1000)
                        + ", which --through does not cover: it may still grow. Leave the day out, or state a later"
                        + " --through once it is over.")
                : Optional.empty();
    }
}
