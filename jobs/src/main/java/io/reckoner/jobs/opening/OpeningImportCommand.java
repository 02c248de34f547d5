package io.reckoner.jobs.opening;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.act.Reference;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.AmountOption;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.InstantOption;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.DatabaseRole;
import io.reckoner.jobs.database.ThisProcess;
import io.reckoner.jobs.run.Lease;
import io.reckoner.jobs.run.LeaseTable;
import io.reckoner.jobs.run.Run;
import io.reckoner.jobs.settlement.SettlementSettings;
import io.reckoner.jobs.settlement.Tables;
import io.reckoner.kernel.money.Money;
import io.reckoner.kernel.opening.CutOver;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Takes accounts over from a folder of CSV files: accounts.csv and keys.csv at any time, as of a cut-over also "
                        + "lots.csv, subscriptions.csv, debts.csv. All of it or nothing; done again it changes nothing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon opening import cut-over --at 2026-03-01 --dry-run",
            "  reckon opening import cut-over --at 2026-03-01 --expect-total 48210.75 --reason \"moved from the old system\"",
            "  reckon opening import customers"
        })
final class OpeningImportCommand extends Verb {
    @Parameters(paramLabel = "FOLDER", description = "Folder with the files; any of them may be missing.")
    private Path folder = Path.of("opening");

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantOption.class,
            description = "The cut-over: balances are as of it, usage from it on is settled here.")
    private @Nullable Instant at;

    @Option(
            names = "--ref",
            paramLabel = "NAME",
            description = "The import's own name, used once for ever (default: the folder's).")
    private @Nullable String ref;

    @Option(
            names = "--expect-total",
            paramLabel = "AMOUNT",
            converter = AmountOption.class,
            description = "What Wallet lots must come to, in USD; refused where they do not.")
    private @Nullable Money expected;

    @Option(names = "--dry-run", description = "Checks everything and says what would come to be.")
    private boolean dryRun;

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        OpeningFolder files = new OpeningFolder(folder);
        OpeningImport.Request request = new OpeningImport.Request(
                files,
                new Reference(ref == null ? files.name() : ref).text(),
                Optional.ofNullable(at).map(CutOver::new),
                Optional.ofNullable(expected));
        Act acting = act.act();
        if (dryRun) {
            tell(session, request, inTransaction(session, work -> work.check(request)), "Would come to be");
            return Exit.CLEAN;
        }
        if (at == null) {
            tell(session, request, inTransaction(session, work -> work.store(request, acting)), "Taken over");
            return Exit.CLEAN;
        }
        SettlementSettings settings = session.settings(SettlementSettings.class);
        try (Lease lease =
                Lease.acquire(new LeaseTable(session.database().jdbc()), ThisProcess.name(), settings.heartbeat())) {
            OpeningImport.Outcome outcome = inTransaction(session, work -> {
                OpeningImport.Outcome stored = work.store(request, acting);
                lease.requireHeld();
                return stored;
            });
            tell(session, request, outcome, "Taken over");
        }
        return Exit.CLEAN;
    }

    private static OpeningImport.Outcome inTransaction(
            Session session, Function<OpeningImport, OpeningImport.Outcome> work) {
        JdbcTemplate template = new JdbcTemplate(session.database().as(DatabaseRole.WRITER));
        return session.database()
                .inTransaction((JdbcClient jdbc) -> work.apply(new OpeningImport(
                        jdbc,
                        Tables.over(template, session.data()),
                        session.settings(SettlementSettings.class),
                        session.clock().instant())));
    }

    private static void tell(
            Session session, OpeningImport.Request request, OpeningImport.Outcome outcome, String title) {
        switch (outcome) {
            case OpeningImport.Outcome.Before before ->
                session.output().say("Opening " + request.name() + " was imported before; nothing changed.");
            case OpeningImport.Outcome.Done done ->
                session.output()
                        .table(OpeningReport.of(
                                title,
                                request.folder(),
                                request.name(),
                                done.understood(),
                                done.run().map(Run::id).orElse(1)));
        }
    }
}
