package io.reckoner.jobs.settlement;

import io.reckoner.jobs.run.ControlTable;
import io.reckoner.jobs.run.Lease;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.journal.Seal;
import io.reckoner.kernel.journal.SealHash;
import java.time.Instant;
import java.util.HexFormat;

/** Proves the whole run, seals its journal and makes it visible: one transaction. */
public final class ProveStep {
    private final RunWork work;
    private final Tables tables;
    private final Lease lease;

    public ProveStep(RunWork work, Tables tables, Lease lease) {
        this.work = work;
        this.tables = tables;
        this.lease = lease;
    }

    /**
     * Called inside the transaction that commits the run.
     *
     * @param closedAt when the run ends, for people
     * @throws RunRefusedException when an equation fails: nothing of the run is ever visible
     */
    public void prove(Instant closedAt) {
        Run run = work.pinned().run();
        ControlTotals totals = work.takenIn().plus(tables.controls().totals(run.id(), Tables.SETTLING));
        ControlProof proof = ControlProof.of(ControlEquation.ofRun(), totals);
        if (proof instanceof ControlProof.Fails fails) {
            throw new RunRefusedException(run + ": " + fails.sentence());
        }
        tables.controls().addTotals(run.id(), Tables.TAKING_IN, ControlTable.WHOLE_RUN, work.takenIn());
        tables.controls().addChecks(run.id(), proof.checks());
        work.suspended().forEach(group -> tables.suspense().add(run.id(), group));
        tables.suspense().closeRetried(run.id(), closedAt);
        tables.inputs().addCarried(run.id(), work.input().numbersByName(), work.carried());
        tables.progress().add(run.id(), tables.logs().logs());
        byte[] previous = tables.runs().lastSeal();
        SealHash hash = SealHash.of(run.id(), new Seal(HexFormat.of().formatHex(previous)));
        tables.journal().eachOfRun(run.id(), hash::add);
        tables.runs()
                .commit(
                        run.id(),
                        closedAt,
                        previous,
                        HexFormat.of().parseHex(hash.seal().sha256()));
        lease.requireHeld();
    }
}
