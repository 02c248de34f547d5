package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.ActTable;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.act.TurnTable;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.reports.table.Counted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Versions of the price book: importing one, and finding one again. */
public final class PriceBooks {
    /** Whether large changes are meant. */
    public enum Confirmation {
        /** Large changes, what is stated no longer and prices that look wrong hold the import up. */
        WAITS,
        /** Somebody has looked at them. */
        GIVEN
    }

    /** What an import came to. */
    public sealed interface Imported {
        /** A new version. The first changes nothing. */
        record Version(int version, BookReview review) implements Imported {}

        /** The newest version says the same. */
        record Same(int version) implements Imported {}

        /** Nothing was changed: something has to be confirmed. */
        record Waiting(BookReview review) implements Imported {}
    }

    private final PriceBookTable table;
    private final ActTable acts;
    private final TurnTable turns;

    public PriceBooks(JdbcClient jdbc) {
        this.table = new PriceBookTable(jdbc);
        this.acts = new ActTable(jdbc);
        this.turns = new TurnTable(jdbc);
    }

    /**
     * Makes the next version of a book in YAML.
     *
     * @param file its name, for messages
     * @throws Refusal with every fault of the book, by line
     */
    public Imported add(String yaml, String file, Confirmation confirmation, Act act) {
        return add(new BookFile.Yaml(file, yaml), confirmation, act);
    }

    /** Makes the next version of a book in YAML, or of the newest one with the cards of a table. */
    Imported add(BookFile file, Confirmation confirmation, Act act) {
        TurnTable.Turn turn = turns.take();
        Optional<PriceBook> newest = newest();
        PriceBook book = file.after(newest);
        int version = book.version();
        if (newest.isPresent() && newest.get().sameContentAs(book)) {
            return new Imported.Same(newest.get().version());
        }
        BookReview review = newest.map(before -> BookReview.of(before, book))
                .orElseGet(() -> BookReview.of(empty(), book).ofFirst());
        if (newest.isPresent() && confirmation == Confirmation.WAITS && review.waits()) {
            return new Imported.Waiting(review);
        }
        store(book, newest, turn.now(), act);
        acts.add(
                act,
                turn.now(),
                "price import",
                "price book " + version,
                Counted.of(review.changes().size(), "change"));
        return new Imported.Version(version, review);
    }

    /**
     * Stores a version; the one place that does. Its text is read back first: a version that cannot be read would stop every
     * run by it and every import after it, and can never be mended.
     *
     * @param before the newest version, as it was read
     * @throws Refusal when the text would not read back as the same book
     */
    void store(PriceBook book, Optional<PriceBook> before, Instant at, Act act) {
        table.add(book.version(), BookYaml.lasting(book, before), at, act);
    }

    /** What importing a book would change; everything, where there is none yet. */
    BookReview difference(BookFile file) {
        Optional<PriceBook> newest = newest();
        return BookReview.of(newest.orElseGet(PriceBooks::empty), file.after(newest));
    }

    private static PriceBook empty() {
        return PriceBook.of(1, BookTerms.DEFAULT, List.of(), List.of());
    }

    /** The newest version, if there is any. */
    public Optional<PriceBook> newest() {
        return table.versions().stream().findFirst().map(row -> book(row.version()));
    }

    /**
     * One version.
     *
     * @throws Refusal when there is no such version
     */
    public PriceBook book(int version) {
        return BookYaml.read(content(version), version).bookOf("price book " + version);
    }

    /** The canonical text of one version. */
    String content(int version) {
        return table.content(version)
                .orElseThrow(() -> new Refusal(
                        "there is no price book " + version + ". See the versions with: reckon price list."));
    }

    List<PriceBookTable.Size> versions() {
        return table.sizes();
    }
}
