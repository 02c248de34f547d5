package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Refusal;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.kernel.rating.PriceBook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Prints a price book as YAML, in its one canonical form: change it and import it again.",
        footerHeading = "%nExample:%n",
        footer = "  reckon price show 3")
final class PriceShowCommand extends Verb {
    @Parameters(paramLabel = "VERSION", arity = "0..1", description = "The version (default: the newest).")
    private @Nullable Integer version;

    @Override
    protected Exit run(Session session) {
        PriceBooks books = new PriceBooks(session.database().jdbc());
        int shown = version != null
                ? version
                : books.newest()
                        .map(PriceBook::version)
                        .orElseThrow(() ->
                                new Refusal("there is no price book yet. Import one with: reckon price import FILE."));
        session.output().out().print(books.content(shown));
        session.output().out().flush();
        return Exit.CLEAN;
    }
}
