package io.reckoner.jobs.ingest;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.command.ActOptions;
import io.reckoner.jobs.command.Exit;
import io.reckoner.jobs.command.Session;
import io.reckoner.jobs.command.Verb;
import io.reckoner.jobs.database.ThisProcess;
import io.reckoner.jobs.intake.Withdrawals;
import io.reckoner.jobs.intake.WithdrawnFile;
import io.reckoner.jobs.run.Lease;
import io.reckoner.jobs.run.LeaseTable;
import io.reckoner.jobs.settlement.SettlementSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes files back that were handed over or taken in and are not settled. */
@Command(
        name = "withdraw",
        description = {
            "Takes back files that no run has settled: handed over by mistake, with a wrong mapping, or taken in by a run that",
            "failed. A foreign file may then be handed over anew; a segment is laid aside, and its number waits for the proxy's",
            "good copy. Nothing is deleted. What is settled cannot be withdrawn."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  reckon ingest withdraw usage.csv --reason \"columns swapped in the mapping\"",
            "  reckon ingest withdraw foreign-billing-000000000003.csv --reason \"wrong customer\"",
            "  reckon ingest withdraw usage-eu-1-000000000042.jsonl --reason \"damaged by the carrier\""
        })
final class IngestWithdrawCommand extends Verb {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "As it is kept, or as it was called when it was handed over.")
    private List<String> files = List.of();

    @Mixin
    private ActOptions act = new ActOptions();

    @Override
    protected Exit run(Session session) {
        Act by = act.act().withReason("withdrawing a file");
        List<String> told;
        try (Lease lease = Lease.acquire(
                new LeaseTable(session.database().jdbc()),
                ThisProcess.name(),
                session.settings(SettlementSettings.class).heartbeat())) {
            told = withdraw(session, by, lease);
        }
        told.forEach(session.output()::say);
        return Exit.CLEAN;
    }

    /** Once it is committed nothing is put back, whatever becomes of the lease. */
    private List<String> withdraw(Session session, Act by, Lease lease) {
        List<WithdrawnFile.Moved> moved = new ArrayList<>();
        try {
            return session.database().inTransaction(jdbc -> {
                List<String> done = new Withdrawals(jdbc, session.data()).withdraw(files, by, moved);
                lease.requireHeld();
                return done;
            });
        } catch (RuntimeException failed) {
            WithdrawnFile.putBack(moved);
            throw failed;
        }
    }
}
