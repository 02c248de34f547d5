package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.jobs.rating.PendingTable.Figure;
import io.reckoner.jobs.rating.PendingTable.Outcome;
import io.reckoner.jobs.rating.PendingTable.Pending;
import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.CostChange;
import io.reckoner.kernel.rating.CostFigures;
import io.reckoner.kernel.rating.CostPlace;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.SheetUpdate;
import io.reckoner.reports.table.Counted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Price sheets of others: what they change at once, what waits, and how a wait ends. */
final class SheetImports {
    /**
     * What an import came to.
     *
     * @param version the new version; empty where nothing that passes changes the book
     */
    record Imported(SheetUpdate update, Optional<Integer> version, SheetWaits.Noted waits) {}

    /**
     * What a decision came to.
     *
     * @param version the new version of the book; empty where it did not change
     * @param leftOut prices that were not confirmed with their model
     */
    record Decided(Optional<Integer> version, List<CostChange> leftOut) {
        private long pricesOf(Pending pending) {
            return pending.figures().size()
                    - leftOut.stream()
                            .filter(change -> change.model().equals(pending.model())
                                    && change.provider().equals(pending.provider()))
                            .count();
        }
    }

    /** How models that wait are ended by hand. */
    enum Decision {
        CONFIRM,
        REJECT
    }

    private static final String OVERTAKEN =
            "\nNothing was confirmed. Other models can be confirmed by name. Import the sheet again where the book has changed: what"
                    + " still differs is judged anew.";

    private final PriceBooks books;
    private final PendingTable pendings;
    private final ActTable acts;
    private final TurnTable turns;

    SheetImports(JdbcClient jdbc) {
        this.books = new PriceBooks(jdbc);
        this.pendings = new PendingTable(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * When the prices of a sheet hold from, if nobody states it: from where nothing is settled yet, or is being settled;
     * from now while nothing has ever been.
     */
    Instant defaultFrom() {
        TurnTable.Turn turn = turns.take();
        return Stream.concat(turn.settled().stream(), turn.running().stream())
                .max(Instant::compareTo)
                .orElse(turn.now());
    }

    /** What a sheet would change. */
    SheetUpdate difference(PriceSheet sheet) {
        return SheetUpdate.of(newest(), sheet.cards(), sheet.speaksOf());
    }

    /** Takes over what passes and notes what waits. */
    Imported add(PriceSheet sheet, String name, Act act) {
        TurnTable.Turn turn = turns.take();
        Optional<PriceBook> before = books.newest();
        PriceBook book = before.orElseGet(SheetImports::emptyBook);
        SheetUpdate update = SheetUpdate.of(book, sheet.cards(), sheet.speaksOf());
        Optional<Integer> version = Optional.empty();
        if (update.changesBook()) {
            version = Optional.of(store(before, update.cards(), turn.now(), act));
        }
        SheetWaits.Noted waits = new SheetWaits(pendings, sheet, update).note(name, turn.now(), act);
        if (version.isPresent() || waits.raised() + waits.withdrawn() > 0) {
            long passed =
                    update.changes().stream().filter(change -> !change.waits()).count();
            acts.add(
                    act,
                    turn.now(),
                    "price import",
                    version.map(number -> "price book " + number).orElse("waiting prices"),
                    name + ": " + Counted.of(passed, "price") + " changed, "
                            + Counted.of(waits.raised(), "model waits", "models wait"));
        }
        return new Imported(update, version, waits);
    }

    /** Models that wait. */
    List<Pending> waiting() {
        return pendings.openAndRejected().stream()
                .filter(pending -> pending.outcome() == null)
                .toList();
    }

    /**
     * Confirms or rejects models that wait.
     *
     * @throws Refusal where the book cannot take what is to be confirmed, with a line for each price
     */
    Decided decide(List<Pending> chosen, Decision decision, Act act) {
        TurnTable.Turn turn = turns.take();
        Map<Long, Pending> open = new HashMap<>();
        waiting().forEach(pending -> open.put(pending.number(), pending));
        if (!open.keySet().containsAll(chosen.stream().map(Pending::number).toList())) {
            throw new Refusal("somebody else decided meanwhile. See what waits with: reckon price confirm.");
        }
        Decided decided =
                switch (decision) {
                    case CONFIRM -> confirmed(chosen, turn.now(), act);
                    case REJECT -> new Decided(Optional.empty(), List.of());
                };
        Outcome outcome =
                switch (decision) {
                    case CONFIRM -> Outcome.CONFIRMED;
                    case REJECT -> Outcome.REJECTED;
                };
        for (Pending pending : chosen) {
            pendings.end(pending.number(), outcome, turn.now(), act);
            acts.add(
                    act,
                    turn.now(),
                    switch (decision) {
                        case CONFIRM -> "price confirm";
                        case REJECT -> "price reject";
                    },
                    pending.model() + " at " + pending.provider(),
                    Counted.of(decided.pricesOf(pending), "price") + " from " + pending.sheet());
        }
        return decided;
    }

    private Decided confirmed(List<Pending> chosen, Instant now, Act act) {
        Optional<PriceBook> before = books.newest();
        PriceBook book = before.orElseGet(SheetImports::emptyBook);
        List<RateCard> shapes = new ArrayList<>();
        List<CostChange> changes = new ArrayList<>();
        for (Pending pending : chosen) {
            List<RateCard> cards = cards(pending);
            shapes.addAll(cards);
            changes.addAll(changes(pending, cards, book));
        }
        SheetUpdate.Confirmed.Cards confirmed =
                switch (SheetUpdate.confirmed(book, shapes, changes)) {
                    case SheetUpdate.Confirmed.Cards taken -> taken;
                    case SheetUpdate.Confirmed.Refused refused ->
                        throw new Refusal(String.join("\n", refused.sentences()) + OVERTAKEN);
                };
        PriceBook next = PriceBook.of(book.version() + 1, book.terms(), confirmed.cards(), book.overlays());
        Optional<Integer> version =
                next.sameContentAs(book) ? Optional.empty() : Optional.of(store(before, confirmed.cards(), now, act));
        return new Decided(version, confirmed.leftOut());
    }

    private static List<CostChange> changes(Pending pending, List<RateCard> cards, PriceBook book) {
        Map<String, CostPlace> places = new HashMap<>();
        Stream.concat(cards.stream(), book.cards(pending.provider(), pending.model()).stream())
                .flatMap(card -> CostFigures.of(card).keySet().stream())
                .forEach(place -> places.put(place.code(), place));
        List<CostChange> changes = new ArrayList<>();
        for (Figure figure : pending.figures()) {
            CostPlace place = places.get(figure.place());
            if (place == null) {
                throw new Refusal(pending.model() + " at " + pending.provider() + ": the book has no price of "
                        + figure.place() + " any more." + OVERTAKEN);
            }
            changes.add(new CostChange(
                    pending.provider(),
                    pending.model(),
                    figure.effectiveFrom(),
                    place,
                    figure.before(),
                    figure.after(),
                    figure.kind(),
                    figure.verdict()));
        }
        return changes;
    }

    private static List<RateCard> cards(Pending pending) {
        return switch (BookYaml.read(pending.cards(), 1)) {
            case BookYaml.Read read -> read.book().cards();
            case BookYaml.Faulty faulty ->
                throw new IllegalStateException(
                        "waiting prices " + pending.number() + " do not read: " + faulty.faults());
        };
    }

    private PriceBook newest() {
        return books.newest().orElseGet(SheetImports::emptyBook);
    }

    private static PriceBook emptyBook() {
        return PriceBook.of(1, BookTerms.DEFAULT, List.of(), List.of());
    }

    private int store(Optional<PriceBook> before, List<RateCard> cards, Instant now, Act act) {
        PriceBook book = before.orElseGet(SheetImports::emptyBook);
        PriceBook next =
                PriceBook.of(before.map(PriceBook::version).orElse(0) + 1, book.terms(), cards, book.overlays());
        books.store(next, before, now, act);
        return next.version();
    }
}
