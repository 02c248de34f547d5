package io.reckoner.jobs.verify;

import io.reckoner.jobs.account.DirectoryView;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.report.ReportSettings;
import io.reckoner.jobs.report.VisibleFactView;
import io.reckoner.kernel.account.Directory;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.reports.facts.FactScope;
import io.reckoner.reports.journal.JournalView;
import io.reckoner.reports.run.RunSealView;
import io.reckoner.reports.verify.BalanceQuery;
import io.reckoner.reports.verify.EquationCheck;
import io.reckoner.reports.verify.JournalRunTotals;
import io.reckoner.reports.verify.JournalSealCheck;
import io.reckoner.reports.verify.JournalSums;
import io.reckoner.reports.verify.MovementSumsView;
import io.reckoner.reports.verify.MovementTotalsView;
import io.reckoner.reports.verify.RunRange;
import io.reckoner.reports.verify.TotalsCheck;
import io.reckoner.reports.verify.Verification;
import io.reckoner.reports.verify.VerifyCheck;
import io.reckoner.reports.verify.VerifyReport;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Proves the books from the raw log up: every charge worked out again, every sum compared. */
@Command(
        name = "verify",
        description = {
            "Proves the facts: files against the manifest, every charge and cost worked out again from the price book,",
            "facts against raw lines, journal and lots, to the last pico; journal and raw files against their seals;",
            "sums of the manifest and control totals against the books they speak of. Says what to do about each break.",
            "Changes nothing. Exit code 1 when it finds a break."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  reckon verify", "  reckon verify --run 12"})
public final class VerifyCommand extends Verb {
    /** Later than any account or key was recorded. */
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    @Option(names = "--run", paramLabel = "N", description = "Only what this run settled (default: every run).")
    private @Nullable Long run;

    @Override
    protected Exit run(Session session) throws SQLException {
        RunRange runs = run == null ? RunRange.ALL : new RunRange(run, run);
        VisibleFactView files = new VisibleFactView(session.database().jdbc(), session.data());
        VerifyReport report = verification(session)
                .verify(files.visible(FactScope.everything()), runs, check -> note(session, check));
        session.output().table(report.table());
        return report.holds() ? Exit.CLEAN : Exit.FOUND;
    }

    private static Verification verification(Session session) throws SQLException {
        JdbcClient jdbc = session.database().jdbc();
        Directory directory = new DirectoryView(jdbc).at(EVER);
        SegmentFileView segments = new SegmentFileView(jdbc, session.data());
        DataSource reports = session.database().as(DatabaseRole.READER);
        JournalView journal = JournalView.latest(reports);
        StoredTotalsView stored = new StoredTotalsView(jdbc, session.data());
        return new Verification(
                session.settings(ReportSettings.class).facts(session.data()),
                new BookVersionsView(jdbc),
                new JournalSums(journal, ChartOfAccounts.STANDARD),
                new MovementSumsView(reports),
                new SegmentUsage(segments::file, directory),
                stored,
                List.of(
                        new TotalsCheck(stored, "journal", new JournalRunTotals(journal, ChartOfAccounts.STANDARD)),
                        new TotalsCheck(stored, "lots", new MovementTotalsView(reports)),
                        new TotalsCheck(stored, "intake", new IntakeTotalsView(jdbc)),
                        new EquationCheck(stored),
                        BalanceQuery.lots(reports),
                        BalanceQuery.debts(reports),
                        new JournalSealCheck(journal, new RunSealView(reports)),
                        new SegmentSealCheck(segments)));
    }

    private static void note(Session session, VerifyCheck check) {
        if (session.output().terminal().showsProgress()) {
            session.output().note((check.holds() ? "holds   " : "BROKEN  ") + check.name());
        }
    }
}
