package io.reckoner.jobs.opening;

import io.reckoner.jobs.act.Reference;
import io.reckoner.kernel.credit.Lot;
import io.reckoner.kernel.credit.LotOrigin;
import io.reckoner.kernel.credit.Pool;
import io.reckoner.kernel.opening.CutOver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes lots of the rows of lots.csv. Those that are empty or expired by the cut-over are left out, and noted. */
final class WalletLots {
    private final String name;
    private final CutOver cutOver;
    private final OpeningFaults faults;
    private final List<String> notes;
    private final Map<String, List<Lot>> lots = new HashMap<>();
    private final Map<String, Integer> nameless = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    WalletLots(String name, CutOver cutOver, OpeningFaults faults, List<String> notes) {
        this.name = name;
        this.cutOver = cutOver;
        this.faults = faults;
        this.notes = notes;
    }

    void add(Brought.LotRow row) {
        LotOrigin origin = new LotOrigin(LotOrigin.Type.OPENING, origin(row));
        if (!ids.add(origin.id() + " " + row.kind().code())) {
            fault(
                    row,
                    "ref",
                    "account " + row.account() + " has two lots of kind "
                            + row.kind().code() + " and ref " + row.ref() + ".");
            return;
        }
        Instant asked = row.effectiveAt().orElse(cutOver.landsAt());
        if (asked.isAfter(cutOver.instant())) {
            fault(
                    row,
                    "effective_at",
                    asked + " lies behind the cut-over, " + cutOver.instant()
                            + ". Give such credit afterwards with reckon wallet gifts or reckon wallet grant.");
            return;
        }
        if (row.expiresAt().filter(end -> !end.isAfter(cutOver.instant())).isPresent()) {
            notes.add(OpeningCheck.leftOut(
                    OpeningFile.LOTS,
                    row.line(),
                    "it expired at " + row.expiresAt().get() + ", not after the cut-over.",
                    row.amount()));
            return;
        }
        if (row.amount().isZero()) {
            notes.add(OpeningFile.LOTS.fileName() + ":" + row.line() + ": left out, nothing is left of it.");
            return;
        }
        Instant effectiveAt = asked.isBefore(cutOver.landsAt()) ? asked : cutOver.landsAt();
        lots.computeIfAbsent(row.account(), account -> new ArrayList<>())
                .add(Lot.of(
                        origin,
                        row.account(),
                        Pool.WALLET,
                        row.kind(),
                        row.amount(),
                        effectiveAt,
                        row.expiresAt().orElse(null)));
    }

    /** Unique for ever: the import, the account, and the row's own ref or its number among those without. */
    private String origin(Brought.LotRow row) {
        String ref = row.ref().isEmpty() ? "#" + nameless.merge(row.account(), 1, Integer::sum) : row.ref();
        return Reference.folded(name + "/" + row.account() + "/" + ref).text();
    }

    private void fault(Brought.LotRow row, String column, String message) {
        faults.add(OpeningFile.LOTS, row.line(), column, message);
    }

    List<Lot> of(String account) {
        return lots.getOrDefault(account, List.of());
    }
}
