package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.rating.BookedEventView.Booked;
import io.reckoner.jobs.report.SettledUsage;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceQuote;
import io.reckoner.kernel.rating.QuoteRequest;
import io.reckoner.kernel.rating.Working;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.ReportTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = {
            "Of a MODEL: shows which prices its usage meets at an instant, and why.",
            "Of an EVENT: derives the working of its booked charge again, and says whether it comes to what was booked.",
            "What holds a slash or is a model of the price book is a model; all else is an event, with which only",
            "--account goes: whose event it is, where several have this id."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon price explain openai/gpt-5",
            "  reckon price explain openai/gpt-5 --provider openai --at 2026-03-01T08:30:00Z --account acme --plan pro",
            "  reckon price explain evt_01J8ZK3M --account acme"
        })
final class PriceExplainCommand extends Verb {
    @Parameters(paramLabel = "MODEL|EVENT", description = "The model as priced, vendor/name; or id of a usage event.")
    private String subject = "";

    @Option(names = "--event", description = "It is the id of an event, even if it looks like a model.")
    private boolean event;

    @Option(names = "--provider", paramLabel = "NAME", description = "At this provider alone (default: at all).")
    private @Nullable String provider;

    @Mixin
    private QuoteOptions options = new QuoteOptions();

    @Override
    protected Exit run(Session session) {
        JdbcClient jdbc = session.database().jdbc();
        PriceBooks books = new PriceBooks(jdbc);
        Optional<PriceBook> book = options.book(books);
        if (!event && (subject.contains("/") || isModel(book))) {
            explainModel(session, QuoteOptions.required(book));
            return Exit.CLEAN;
        }
        return explainEvent(session, book);
    }

    private boolean isModel(Optional<PriceBook> book) {
        return book.stream().flatMap(found -> found.cards().stream()).anyMatch(card -> card.model()
                .equals(subject));
    }

    private void explainModel(Session session, PriceBook book) {
        Instant at = options.at(session);
        QuoteOptions.Terms terms = options.terms(session, book);
        new ModelExplanation(book, new CardOriginView(session.database().jdbc()), session.output())
                .show(subject, provider, at, serving -> terms.of(QuoteRequest.of(serving, subject, at, Map.of())));
    }

    private Exit explainEvent(Session session, Optional<PriceBook> book) {
        if (provider != null || options.askForPrices()) {
            throw new Refusal(subject + " is taken for the id of an event, and of the options only --account goes with"
                    + " one." + near(book));
        }
        JdbcClient jdbc = session.database().jdbc();
        String account = options.account();
        if (account != null && book.isPresent()) {
            new KnownNamesView(jdbc, book.get()).requireAccount(account);
        }
        List<Booked> found;
        try (FactsSession facts = SettledUsage.facts(session, FactScope.everything())) {
            found = new BookedEventView(facts, new TermsView(jdbc)::asOfRun).find(subject, options.account());
        }
        if (found.isEmpty()) {
            throw new Refusal(
                    "no settled event has the id " + subject + ". It may wait for the next run, be a duplicate, or "
                            + "stand in suspense: reckon suspense list." + near(book));
        }
        Exit exit = Exit.CLEAN;
        for (Booked booked : found) {
            if (!explain(session.output(), new PriceBooks(jdbc), booked)) {
                exit = Exit.FOUND;
            }
        }
        return exit;
    }

    private String near(Optional<PriceBook> book) {
        List<String> near =
                book.map(known -> ModelExplanation.near(known, subject)).orElse(List.of());
        return near.isEmpty() ? "" : " If a model is meant: " + String.join(", ", near) + ".";
    }

    /** Shows one event; whether what is derived is what was booked. */
    private static boolean explain(Output output, PriceBooks books, Booked booked) {
        if (booked.bookVersion() == 0) {
            output.note("Event " + booked.id() + " of account "
                    + booked.request().account().account()
                    + " asked for no price: it had no usage, or was lost before lost usage was costed. Booked: charge "
                    + booked.charge() + ", cost as rated " + booked.ratedCost() + ". From " + booked.sourceFile()
                    + ", line " + booked.sourceLine() + ", settled by run " + booked.run() + ".");
            return true;
        }
        PriceQuote quote = PriceQuote.of(books.book(booked.bookVersion()), booked.request());
        return switch (quote) {
            case PriceQuote.Priced priced -> {
                Working working = priced.working();
                boolean agrees = working.charge().equals(booked.charge())
                        && Objects.equals(working.ratedCost(), booked.ratedCost());
                ReportTable.Builder table = WorkingTable.of(
                                "Event " + booked.id() + " of account "
                                        + booked.request().account().account() + " at "
                                        + booked.request().at(),
                                working)
                        .footnote("From " + booked.sourceFile() + ", line " + booked.sourceLine() + ", settled by run "
                                + booked.run() + ".");
                output.table(table.footnote(
                                agrees
                                        ? "Booked: the same."
                                        : "Booked: charge " + booked.charge() + ", cost as rated " + booked.ratedCost()
                                                + ". This differs and must not: run reckon verify.")
                        .build());
                yield agrees;
            }
            case PriceQuote.Refused refused -> {
                output.note("Event " + booked.id() + " was booked with a charge of " + booked.charge()
                        + ", but has no price in price book " + booked.bookVersion() + ": "
                        + refused.verdict().detail() + ". This must not be: run reckon verify.");
                yield false;
            }
        };
    }
}
