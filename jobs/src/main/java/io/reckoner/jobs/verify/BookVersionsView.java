package io.reckoner.jobs.verify;

import io.reckoner.jobs.rating.BookYaml;
import io.reckoner.jobs.yaml.Fault;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.reports.verify.PriceBooks;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The versions of the price book as they were stored; each is read once. */
final class BookVersionsView implements PriceBooks {
    private final JdbcClient jdbc;
    private final Map<Integer, PriceBook> read = new HashMap<>();

    BookVersionsView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public PriceBook version(int version) {
        return read.computeIfAbsent(version, this::load);
    }

    private PriceBook load(int version) {
        String content = jdbc.sql("SELECT content FROM price_book WHERE version = :version")
                .param("version", version)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("there is no price book " + version));
        return switch (BookYaml.read(content, version)) {
            case BookYaml.Read book -> book.book();
            case BookYaml.Faulty faulty ->
                throw new IllegalArgumentException("price book " + version + " cannot be read any more:\n"
                        + Fault.allIn("price book " + version, faulty.faults()));
        };
    }
}
