package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Output;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.rating.BookedEventView.Booked;
import io.reckoner.jobs.report.SettledUsage;
import io.reckoner.kernel.rating.PriceQuote;
import io.reckoner.kernel.rating.Working;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.facts.FactsSession;
import io.reckoner.reports.table.ReportTable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Derives the working of a booked charge again, and says whether it comes to what was booked.",
        footerHeading = "%nExample:%n",
        footer = "  reckon price explain evt_01J8ZK3M --account acme")
final class PriceExplainCommand extends Verb {
    @Parameters(paramLabel = "EVENT", description = "Id of the usage event.")
    private String event = "";

    @Option(names = "--account", paramLabel = "ID", description = "Whose event, where several have one of this id.")
    private @Nullable String account;

    @Override
    protected Exit run(Session session) {
        JdbcClient jdbc = session.database().jdbc();
        List<Booked> found;
        try (FactsSession facts = SettledUsage.facts(session, FactScope.everything())) {
            found = new BookedEventView(facts, new TermsView(jdbc)::asOfRun).find(event, account);
        }
        if (found.isEmpty()) {
            throw new Refusal(
                    "no settled event has the id " + event + ". It may wait for the next run, be a duplicate, or "
                            + "stand in suspense: reckon suspense list.");
        }
        Exit exit = Exit.CLEAN;
        for (Booked booked : found) {
            if (!explain(session.output(), new PriceBooks(jdbc), booked)) {
                exit = Exit.FOUND;
            }
        }
        return exit;
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
