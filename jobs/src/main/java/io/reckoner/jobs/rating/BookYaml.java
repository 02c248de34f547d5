package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.yaml.Fault;
import io.reckoner.jobs.yaml.Findings;
import io.reckoner.jobs.yaml.YamlNode;
import io.reckoner.jobs.yaml.YamlTree;
import io.reckoner.kernel.rating.PriceBook;
import java.util.List;
import java.util.Optional;

/** Reads a price book from YAML and writes it back in its one canonical form. */
public final class BookYaml {
    private BookYaml() {}

    /** What reading came to. */
    public sealed interface Reading {
        /**
         * The book.
         *
         * @param name of what was read, for messages
         * @throws Refusal with every fault, one line for each
         */
        default PriceBook bookOf(String name) {
            return switch (this) {
                case Read read -> read.book();
                case Faulty faulty -> throw new Refusal(Fault.allIn(name, faulty.faults()));
            };
        }
    }

    /** A book without faults. */
    public record Read(PriceBook book) implements Reading {}

    /** Every fault there is, by line. */
    public record Faulty(List<Fault> faults) implements Reading {}

    /**
     * Reads a book.
     *
     * @param version number the book is to have
     */
    public static Reading read(String yaml, int version) {
        Findings findings = new Findings();
        YamlNode root = YamlTree.read(yaml, findings);
        if (root == null && findings.isClean()) {
            findings.fault(1, "", "the file is empty");
        }
        PriceBook book = root == null ? null : new BookReader(findings).read(root, version);
        return book == null || !findings.isClean() ? new Faulty(findings.faults()) : new Read(book);
    }

    /**
     * The canonical text: same content, same bytes, whatever order, spacing and comments the book came with. Reading it
     * gives the same book. Its SHA-256 identifies the content of a version.
     */
    public static String write(PriceBook book) {
        return BookWriter.text(BookParts.of(book));
    }

    /**
     * The canonical text of a book that is to be kept, once it is sure that it reads back as the same book. Pieces of it are
     * read side by side.
     *
     * @param before a book read from its text; its cards need not be read once more
     * @throws Refusal when it does not, naming every card that is why
     */
    static String lasting(PriceBook book, Optional<PriceBook> before) {
        String text = write(book);
        if (text.length() > YamlTree.MAX_CHARACTERS) {
            throw new Refusal(
                    "the book would have " + text.length() + " characters in its canonical form, with "
                            + book.cards().size() + " rate cards; " + YamlTree.MAX_CHARACTERS
                            + " are the most. Nothing was imported. Leave out models that nobody calls, or older cards of models.");
        }
        List<String> why = BookParts.toReadBack(book, before).parallelStream()
                .flatMap(piece -> piece.faults(BookWriter::text).stream())
                .toList();
        if (!why.isEmpty()) {
            throw new Refusal("the book cannot be kept, as it could not be read again. Nothing was imported.\n"
                    + String.join("\n", why));
        }
        return text;
    }
}
