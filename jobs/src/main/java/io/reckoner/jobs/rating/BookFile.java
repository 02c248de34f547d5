package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.TextFile;
import io.reckoner.kernel.rating.PriceBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A book as somebody keeps it, to become the next version: whole in YAML, or cards in a table that come into the newest one. */
sealed interface BookFile {
    /** Of the file, for messages. */
    String name();

    /**
     * The next version.
     *
     * @param before the newest version, if there is any
     * @throws Refusal with every fault, by line
     */
    default PriceBook after(Optional<PriceBook> before) {
        return reading(before).bookOf(name());
    }

    BookYaml.Reading reading(Optional<PriceBook> before);

    record Yaml(String name, String text) implements BookFile {
        @Override
        public BookYaml.Reading reading(Optional<PriceBook> before) {
            return BookYaml.read(text, before.map(PriceBook::version).orElse(0) + 1);
        }
    }

    record Table(String name, BookCsv table) implements BookFile {
        @Override
        public BookYaml.Reading reading(Optional<PriceBook> before) {
            return table.onto(before);
        }
    }

    /**
     * Reads a file: a table if its name ends in {@code .csv}, else YAML.
     *
     * @throws Refusal when there is none, or it cannot be read as text
     */
    static BookFile read(Path file) throws IOException {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
                ? new Table(String.valueOf(file.getFileName()), BookCsv.read(file))
                : new Yaml(file.toString(), TextFile.read(file));
    }
}
