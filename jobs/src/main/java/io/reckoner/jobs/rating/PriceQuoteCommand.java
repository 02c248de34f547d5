package io.reckoner.jobs.rating;

import io.reckoner.ingest.readers.UsageReaders;
import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceQuote;
import io.reckoner.kernel.rating.QuoteRequest;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.usage.Component;
import io.reckoner.kernel.usage.UsageFormat;
import io.reckoner.reports.table.ReportTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "quote",
        description = "Prices usage without booking anything, and shows the working.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon price quote openai openai/gpt-5 --count input=1200 --count output=300",
            "  reckon price quote openai openai/gpt-5 --dialect openai.chat --usage \"{...}\"",
            "  reckon price quote openai openai/gpt-5 --count input=1200 --account acme --kind subscription --service-tier batch"
        })
final class PriceQuoteCommand extends Verb {
    private static final int LONGEST_COUNT = 20;

    /** Counts by component, or the provider's own usage object. */
    private static final class Usage {
        @Option(
                names = "--count",
                paramLabel = "COMPONENT=N",
                required = true,
                description = "So many of a component, such as input=1200 or seconds=1.5. May be repeated.")
        private @Nullable List<String> counts;

        @Option(
                names = "--usage",
                paramLabel = "JSON",
                required = true,
                description = "The provider's usage object, as in the reply. Needs --dialect.")
        private @Nullable String object;
    }

    @Parameters(index = "0", paramLabel = "PROVIDER", description = "Who serves the model.")
    private String provider = "";

    @Parameters(index = "1", paramLabel = "MODEL", description = "The model as priced: vendor/name.")
    private String model = "";

    @ArgGroup(multiplicity = "1")
    private Usage usage = new Usage();

    @Option(
            names = "--dialect",
            paramLabel = "FORMAT",
            description = "Format of the usage object, such as openai.chat.")
    private @Nullable String dialect;

    @Mixin
    private QuoteOptions options = new QuoteOptions();

    @Override
    protected Exit run(Session session) {
        PriceBook book = QuoteOptions.required(
                options.book(new PriceBooks(session.database().jdbc())));
        QuoteRequest request =
                options.terms(session, book).of(QuoteRequest.of(provider, model, options.at(session), counts()));
        return switch (PriceQuote.of(book, request)) {
            case PriceQuote.Priced priced -> {
                ReportTable.Builder table = WorkingTable.of("Quote for " + model + " at " + provider, priced.working());
                if (request.serviceTier() != null && priced.working().serviceTier() == null) {
                    table.footnote(
                            "The card names no service tier " + request.serviceTier() + ": the standard prices hold.");
                }
                session.output().table(table.build());
                yield Exit.CLEAN;
            }
            case PriceQuote.Refused refused ->
                throw new Refusal("this usage has no price and would be set aside ("
                        + refused.verdict().reason().code() + "): "
                        + refused.verdict().detail() + "." + near(book));
        };
    }

    /** What else could be meant, where the book has no such model. */
    private String near(PriceBook book) {
        boolean known = book.cards().stream().anyMatch(card -> card.model().equals(model));
        if (!known) {
            return ModelExplanation.nearModels(book, model);
        }
        List<String> serving = book.cards().stream()
                .filter(card -> card.model().equals(model))
                .map(RateCard::provider)
                .distinct()
                .toList();
        return serving.contains(provider) ? "" : " It is served by: " + String.join(", ", serving) + ".";
    }

    private Map<Component, Long> counts() {
        if (usage.counts != null) {
            return stated(usage.counts);
        }
        String object = usage.object == null ? "" : usage.object;
        UsageFormat format = UsageFormat.byCode(dialect == null ? "" : dialect)
                .orElseThrow(() -> new Refusal("--usage needs --dialect with one of "
                        + Arrays.stream(UsageFormat.values())
                                .map(UsageFormat::code)
                                .collect(Collectors.joining(", "))
                        + "."));
        return switch (UsageReaders.read(object, format, provider)) {
            case UsageReaders.Result.Counts read -> read.counts();
            case UsageReaders.Result.Fault fault ->
                throw new Refusal(
                        "the usage object cannot be used (" + fault.reason().code() + "): " + fault.detail());
        };
    }

    /** @throws Refusal naming every count that is none */
    private static Map<Component, Long> stated(List<String> texts) {
        Map<Component, Long> counts = new EnumMap<>(Component.class);
        List<String> faults = new ArrayList<>();
        for (String text : texts) {
            String code = text.substring(0, Math.max(0, text.indexOf('=')));
            Optional<Component> component = Component.byCode(code);
            if (component.isEmpty()) {
                faults.add("\"" + text + "\" names no component. Write one of "
                        + Arrays.stream(Component.values()).map(Component::code).collect(Collectors.joining(", "))
                        + ", as input=1200.");
                continue;
            }
            Optional<Long> count = count(component.get(), text.substring(code.length() + 1));
            if (count.isEmpty()) {
                faults.add("\"" + text + "\" is no count of " + code + ". Write a whole number"
                        + (component.get().scale() > 0 ? ", or up to six decimals." : "."));
            } else if (counts.putIfAbsent(component.get(), count.get()) != null) {
                faults.add(code + " is counted twice. Write it once.");
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(String.join("\n", faults));
        }
        return counts;
    }

    /** A count in units of 10^-scale: 1.5 seconds are 1,500,000; none where the text is no count. */
    private static Optional<Long> count(Component component, String text) {
        if (text.length() > LONGEST_COUNT || !text.matches("\\d+(\\.\\d+)?")) {
            return Optional.empty();
        }
        BigDecimal units =
                new BigDecimal(text).movePointRight(component.scale()).stripTrailingZeros();
        return units.scale() > 0 || units.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Optional.empty()
                : Optional.of(units.longValueExact());
    }
}
