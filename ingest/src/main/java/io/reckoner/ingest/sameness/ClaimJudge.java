package io.reckoner.ingest.sameness;

import io.reckoner.ingest.rows.DecodedEvent;
import io.reckoner.ingest.rows.Fate;
import io.reckoner.ingest.rows.RowFates;
import java.io.IOException;

/** Applies the rule of {@link Resolution} to batches of claims. */
final class ClaimJudge {
    private static final int NOBODY = -1;

    private final RowFates fates;
    private final IndexWriter index;
    private final SuspendedRows suspended = new SuspendedRows();
    private long rows;
    private long accepted;
    private long duplicates;
    private long conflicts;
    private long unpriced;
    private long starts;
    private long lost;

    ClaimJudge(RowFates fates, IndexWriter index) {
        this.fates = fates;
        this.index = index;
    }

    RowFates fates() {
        return fates;
    }

    SuspendedRows suspended() {
        return suspended;
    }

    ResolutionCounts counts() {
        return new ResolutionCounts(rows, accepted, duplicates, conflicts, unpriced, starts, lost);
    }

    void judge(ClaimBatch batch) throws IOException {
        rows += batch.size();
        int from = 0;
        while (from < batch.size()) {
            int to = batch.groupEnd(from);
            boolean known = batch.lookups.isHit(from);
            boolean anyReal = anyReal(batch, from, to);
            int first = known ? NOBODY : first(batch, from, to, anyReal);
            if (first != NOBODY) {
                accept(batch, first);
            }
            for (int claim = from; claim < to; claim++) {
                if (claim == first) {
                    continue;
                }
                if (batch.lostStart[claim] && (known || anyReal)) {
                    starts++;
                    fates.decide(batch.run[claim], batch.row[claim], Fate.START);
                } else if (known) {
                    repeatOfHit(batch, claim, from);
                } else if (first != NOBODY && batch.comesBefore(first, claim)) {
                    repeat(batch, claim, first);
                } else {
                    unpriced++;
                    suspended.addUnpriced(batch, claim);
                    fates.decide(batch.run[claim], batch.row[claim], Fate.SUSPENDED);
                }
            }
            from = to;
        }
    }

    private static boolean anyReal(ClaimBatch batch, int from, int to) {
        for (int claim = from; claim < to; claim++) {
            if (!batch.lostStart[claim]) {
                return true;
            }
        }
        return false;
    }

    /** The earliest claim that can be priced; a lost start only among its like. */
    private static int first(ClaimBatch batch, int from, int to, boolean anyReal) {
        int first = NOBODY;
        for (int claim = from; claim < to; claim++) {
            if (batch.verdict[claim] == DecodedEvent.FINE
                    && !(batch.lostStart[claim] && anyReal)
                    && (first == NOBODY || batch.comesBefore(claim, first))) {
                first = claim;
            }
        }
        return first;
    }

    private void accept(ClaimBatch batch, int claim) throws IOException {
        accepted++;
        if (batch.lostStart[claim]) {
            lost++;
        }
        index.add(
                batch.lookups.hashHigh[claim],
                batch.lookups.hashLow[claim],
                batch.content[claim],
                batch.source[claim],
                batch.line[claim]);
    }

    private void repeat(ClaimBatch batch, int claim, int first) {
        if (batch.content[claim] == batch.content[first]) {
            duplicate(batch, claim);
        } else {
            conflicts++;
            suspended.addConflict(batch, claim, first);
            fates.decide(batch.run[claim], batch.row[claim], Fate.SUSPENDED);
        }
    }

    private void repeatOfHit(ClaimBatch batch, int claim, int hit) {
        if (batch.content[claim] == batch.lookups.hitContent[hit]) {
            duplicate(batch, claim);
        } else {
            conflicts++;
            suspended.addConflictWithHit(batch, claim, hit);
            fates.decide(batch.run[claim], batch.row[claim], Fate.SUSPENDED);
        }
    }

    private void duplicate(ClaimBatch batch, int claim) {
        duplicates++;
        fates.decide(batch.run[claim], batch.row[claim], Fate.DUPLICATE);
    }
}
