package io.reckoner.jobs.demo;

import io.reckoner.jobs.rating.BookYaml;
import io.reckoner.jobs.yaml.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** The three versions of the demonstration's price book. */
final class DemoBooks {
    /** A model that customers call before it has a price. */
    static final String NEW_MODEL = "acme/frontier-preview";

    private static final String SHIPPED = "/books/public-models.yaml";
    private static final String NEXT_SECTION = "\noverlays:\n";
    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "google", "mistral", "deepseek");

    private final LocalDate start;
    private final LocalDate change;

    /**
     * @param start since when the new model has its price
     * @param change from which day on other prices hold
     */
    DemoBooks(LocalDate start, LocalDate change) {
        this.start = start;
        this.change = change;
    }

    /** As shipped. */
    String first() {
        try (InputStream book = DemoBooks.class.getResourceAsStream(SHIPPED)) {
            if (book == null) {
                throw new IllegalStateException("the shipped price book " + SHIPPED + " is missing");
            }
            return checked(new String(book.readAllBytes(), StandardCharsets.UTF_8), 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two models change their prices in the middle of the month: one rises by a third, one falls by a fifth. */
    String second() {
        return checked(
                first().replace(
                                NEXT_SECTION,
                                card(
                                                "openai",
                                                "openai/gpt-4o-mini",
                                                change,
                                                "input: 0.20, cache_read: 0.10, output: 0.80")
                                        + card(
                                                "google",
                                                "google/gemini-2.5-flash",
                                                change,
                                                "input: 0.24, cache_read: 0.024, output: 2.00")
                                        + NEXT_SECTION),
                2);
    }

    /** The new model has a price, from the first day, wherever it is served. */
    String third() {
        String cards = PROVIDERS.stream()
                .map(provider -> card(
                        provider,
                        NEW_MODEL,
                        start,
                        "input: 4.00, cache_read: 0.40, cache_write_5m: 5.00, output: 20.00"))
                .collect(Collectors.joining());
        return checked(second().replace(NEXT_SECTION, cards + NEXT_SECTION), 3);
    }

    private static String card(String provider, String model, LocalDate from, String components) {
        return """

                  - provider: %s
                    model: %s
                    type: llm
                    per: 1000000
                    effective_from: %sT00:00:00Z
                    components: {%s}
                """
                .formatted(provider, model, from, components);
    }

    private static String checked(String book, int version) {
        return switch (BookYaml.read(book, version)) {
            case BookYaml.Read read -> BookYaml.write(read.book());
            case BookYaml.Faulty faulty ->
                throw new IllegalStateException(Fault.allIn("demonstration book " + version, faulty.faults()));
        };
    }
}
