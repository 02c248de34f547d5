package io.reckoner.jobs.report;

import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.reports.export.BeancountExport;
import io.reckoner.reports.export.HledgerExport;
import io.reckoner.reports.journal.JournalView;
import io.reckoner.reports.table.Counted;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the journal of all committed runs as text for hledger, ledger or beancount. */
@Command(
        name = "journal",
        description = "Writes the journal of all committed runs as text that hledger and ledger, or beancount, accept.",
        footerHeading = "%nExample:%n",
        footer = "  reckon export journal --as hledger && hledger -f data/exports/journal.hledger balance")
final class ExportJournalCommand extends Verb {
    /** Who is to read it. */
    enum Target {
        HLEDGER,
        BEANCOUNT
    }

    @Option(
            names = "--as",
            paramLabel = "PROGRAM",
            required = true,
            description = "hledger (ledger reads it too) or beancount.")
    private Target target = Target.HLEDGER;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Default: <data>/exports/journal.hledger or .beancount.")
    private @Nullable Path out;

    @Override
    protected Exit run(Session session) throws IOException, SQLException {
        Path file = out != null
                ? out
                : session.data().exports().resolve("journal." + target.name().toLowerCase(Locale.ROOT));
        JournalView journal = JournalView.latest(session.database().as(DatabaseRole.READER));
        long entries;
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            entries = switch (target) {
                case HLEDGER -> HledgerExport.write(journal, stream);
                case BEANCOUNT -> BeancountExport.write(journal, stream);
            };
        }
        session.output().say("Wrote " + Counted.of(entries, "entry", "entries") + " to " + file + ".");
        return Exit.CLEAN;
    }
}
