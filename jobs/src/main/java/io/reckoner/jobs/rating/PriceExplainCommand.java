package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.rating.BookedEventView.Booked;
import io.reckoner.jobs.report.SettledUsage;
import io.reckoner.kernel.account.KeyKind;
import io.reckoner.kernel.period.Micros;
import io.reckoner.kernel.plan.PlanCycle;
import io.reckoner.kernel.rating.AccountTerms;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = {
            "Of a MODEL: shows which prices its usage meets at an instant, and why.",
            "Of an EVENT: derives the working of its booked charge again, and says whether it comes to what was booked.",
            "What holds a slash or is a model of the price book is a model; all else is an event."
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

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "With the overlays of this account and its plan; or whose event, where several have this id.")
    private @Nullable String account;

    /** What can be asked of a model only. */
    private static final class OfModel {
        @Option(names = "--provider", paramLabel = "NAME", description = "At this provider alone (default: at all).")
        private @Nullable String provider;

        @Option(
                names = "--at",
                paramLabel = "INSTANT",
                converter = InstantOption.class,
                description = "When the request ends (default: now).")
        private @Nullable Instant at;

        @Option(
                names = "--plan",
                paramLabel = "CODE",
                description = "As if this plan were live (default: that of the account at the instant).")
        private @Nullable String plan;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "Kind of key: payg or subscription (default: subscription with --plan, else payg).")
        private @Nullable KeyKind kind;

        @Option(
                names = "--service-tier",
                paramLabel = "NAME",
                description = "This service tier alone, as in the reply (default: all).")
        private @Nullable String tier;

        @Option(
                names = "--book",
                paramLabel = "VERSION",
                description = "Version of the price book (default: the newest).")
        private @Nullable Integer version;
    }

    @ArgGroup(exclusive = false, heading = "Of a model:%n")
    private @Nullable OfModel ofModel;

    @Override
    protected Exit run(Session session) {
        JdbcClient jdbc = session.database().jdbc();
        PriceBooks books = new PriceBooks(jdbc);
        Integer version = ofModel == null ? null : ofModel.version;
        Optional<PriceBook> book = version == null ? books.newest() : Optional.of(books.book(version));
        if (!event && (subject.contains("/") || isModel(book))) {
            explainModel(
                    session,
                    book.orElseThrow(() ->
                            new Refusal("there is no price book yet. Import one with: reckon price import FILE.")));
            return Exit.CLEAN;
        }
        return explainEvent(session, book);
    }

    private boolean isModel(Optional<PriceBook> book) {
        return book.stream().flatMap(found -> found.cards().stream()).anyMatch(card -> card.model()
                .equals(subject));
    }

    private void explainModel(Session session, PriceBook book) {
        JdbcClient jdbc = session.database().jdbc();
        OfModel asked = ofModel == null ? new OfModel() : ofModel;
        Instant at = asked.at == null ? session.clock().instant() : asked.at;
        AccountTerms terms = asked.plan == null
                ? account == null
                        ? AccountTerms.nobody()
                        : new TermsView(jdbc).of(account, session.clock().instant())
                : onPlan(asked.plan, at);
        KeyKind kind = asked.kind != null ? asked.kind : asked.plan != null ? KeyKind.SUBSCRIPTION : KeyKind.PAYG;
        new ModelExplanation(book, new CardOriginView(jdbc), session.output())
                .show(subject, asked.provider, at, provider -> QuoteRequest.of(provider, subject, at, Map.of())
                        .withServiceTier(asked.tier)
                        .withAccount(terms, kind));
    }

    /** The account, if one is named, with the plan live at the instant. */
    private AccountTerms onPlan(String plan, Instant at) {
        long micros = Micros.of(at);
        return new AccountTerms(
                account == null ? "" : account, List.of(new PlanCycle(micros, Math.addExact(micros, 1), plan, 1)));
    }

    private Exit explainEvent(Session session, Optional<PriceBook> book) {
        if (ofModel != null) {
            throw new Refusal(subject + " is taken for the id of an event, and of the options only --account goes with"
                    + " one." + near(book));
        }
        JdbcClient jdbc = session.database().jdbc();
        List<Booked> found;
        try (FactsSession facts = SettledUsage.facts(session, FactScope.everything())) {
            found = new BookedEventView(facts, new TermsView(jdbc)::asOfRun).find(subject, account);
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
