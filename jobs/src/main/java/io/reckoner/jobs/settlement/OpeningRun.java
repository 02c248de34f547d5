package io.reckoner.jobs.settlement;

import io.reckoner.jobs.account.DirectoryView;
import io.reckoner.jobs.run.ControlTable;
import io.reckoner.jobs.run.Run;
import io.reckoner.kernel.control.ControlEquation;
import io.reckoner.kernel.control.ControlProof;
import io.reckoner.kernel.control.ControlTotals;
import io.reckoner.kernel.control.LineCount;
import io.reckoner.kernel.control.PurseTotals;
import io.reckoner.kernel.journal.ChartOfAccounts;
import io.reckoner.kernel.journal.JournalEntry;
import io.reckoner.kernel.journal.JournalTotals;
import io.reckoner.kernel.journal.PostingRules;
import io.reckoner.kernel.journal.Seal;
import io.reckoner.kernel.journal.SealHash;
import io.reckoner.kernel.opening.CutOver;
import io.reckoner.kernel.opening.Opening;
import io.reckoner.kernel.opening.OpeningBalances;
import io.reckoner.kernel.settlement.AccountState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A run without usage: it holds what accounts bring along at their cut-over, and is proved and sealed like any other. Lines that
 * the run before carried over go on to the next.
 */
public final class OpeningRun {
    private final Tables tables;
    private final JdbcClient jdbc;
    private final ChartOfAccounts chart;

    public OpeningRun(Tables tables, JdbcClient jdbc, ChartOfAccounts chart) {
        this.tables = tables;
        this.jdbc = jdbc;
        this.chart = chart;
    }

    /** Whether anything recorded acts within an interval and has to be settled first. */
    public boolean anythingActs(Instant from, Instant to) {
        return !tables.landing().landing(from, to).isEmpty();
    }

    /**
     * Adds the run and commits it, all within the transaction it is called in. Accounts, cycles and lots are there.
     *
     * @throws RunRefusedException when an equation fails
     */
    public void store(Run run, String reference, OpeningBalances balances, Instant at, String actor, String reason) {
        tables.runs().add(run, at, actor, reason);
        CutOver cutOver = balances.cutOver();
        List<AccountState> states = new ArrayList<>();
        List<MovementTable.Row> movements = new ArrayList<>();
        for (Opening opening : balances.openings()) {
            AccountState state = opening.state(cutOver);
            if (!state.equals(AccountState.fresh(opening.account()))) {
                states.add(state);
            }
            opening.movements(cutOver)
                    .forEach(movement -> movements.add(new MovementTable.Row(opening.account(), movement)));
        }
        ControlTotals others = others(run);
        Optional<JournalEntry> entry = balances.entry(new PostingRules(chart, run.id()), reference);
        tables.states().add(run.id(), states);
        tables.movements().add(run.id(), movements);
        tables.journal().add(entry.stream().toList());
        ControlTotals settled = balances.totals()
                .plus(others)
                .plus(new JournalTotals(chart).of(entry.stream().toList()));
        prove(run, settled);
        seal(run, at);
    }

    /** What all other accounts have, before as after. */
    private ControlTotals others(Run run) {
        ControlTotals.Sheet sheet = ControlTotals.sheet();
        tables.states()
                .load(new DirectoryView(jdbc).at(run.directoryAsOf()).accounts())
                .values()
                .forEach(state -> sheet.add(PurseTotals.of(state, List.of(), state)));
        return sheet.totals();
    }

    private void prove(Run run, ControlTotals settled) {
        long carried = tables.inputs().carryOn(run.id());
        ControlTotals takenIn = ControlTotals.sheet()
                .add(LineCount.CARRIED_IN.total(), carried)
                .add(LineCount.CARRIED_OUT.total(), carried)
                .totals();
        ControlProof proof = ControlProof.of(ControlEquation.ofRun(), takenIn.plus(settled));
        if (proof instanceof ControlProof.Fails fails) {
            throw new RunRefusedException(run + ": " + fails.sentence());
        }
        tables.controls().addTotals(run.id(), Tables.TAKING_IN, ControlTable.WHOLE_RUN, takenIn);
        tables.controls().addTotals(run.id(), Tables.SETTLING, ControlTable.WHOLE_RUN, settled);
        tables.controls().addChecks(run.id(), proof.checks());
    }

    private void seal(Run run, Instant at) {
        byte[] previous = tables.runs().lastSeal();
        SealHash hash = SealHash.of(run.id(), new Seal(HexFormat.of().formatHex(previous)));
        tables.journal().eachOfRun(run.id(), hash::add);
        tables.runs()
                .commit(
                        run.id(),
                        at,
                        previous,
                        HexFormat.of().parseHex(hash.seal().sha256()));
    }
}
