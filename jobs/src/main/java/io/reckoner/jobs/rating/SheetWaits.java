package io.reckoner.jobs.rating;

import io.reckoner.jobs.act.Act;
import io.reckoner.jobs.rating.PendingTable.Figure;
import io.reckoner.jobs.rating.PendingTable.Outcome;
import io.reckoner.jobs.rating.PendingTable.Pending;
import io.reckoner.jobs.rating.PendingTable.Raised;
import io.reckoner.jobs.rating.sheet.PriceSheet;
import io.reckoner.kernel.rating.BookTerms;
import io.reckoner.kernel.rating.CostChange;
import io.reckoner.kernel.rating.PriceBook;
import io.reckoner.kernel.rating.PriceBook.ModelKey;
import io.reckoner.kernel.rating.RateCard;
import io.reckoner.kernel.rating.SheetUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The models of one import that wait, beside those that waited before. */
final class SheetWaits {
    /**
     * What came of them.
     *
     * @param raised models whose prices wait from now on
     * @param still models of the sheet whose same prices waited already
     * @param rejectedBefore models whose same prices somebody rejected
     * @param withdrawn models that waited, and of which the sheet has nothing that waits any more
     */
    record Noted(int raised, int still, int rejectedBefore, int withdrawn) {}

    private final PendingTable pendings;
    private final Map<ModelKey, List<RateCard>> cards = new LinkedHashMap<>();
    private final Map<ModelKey, List<Figure>> waiting = new LinkedHashMap<>();
    private final Map<ModelKey, Pending> open = new HashMap<>();
    private final Map<ModelKey, Set<Figure.Question>> rejected = new HashMap<>();

    SheetWaits(PendingTable pendings, PriceSheet sheet, SheetUpdate update) {
        this.pendings = pendings;
        sheet.cards().forEach(card -> cards.computeIfAbsent(
                        new ModelKey(card.provider(), card.model()), key -> new ArrayList<>())
                .add(card));
        update.changes().stream().filter(CostChange::waits).forEach(change -> waiting.computeIfAbsent(
                        new ModelKey(change.provider(), change.model()), key -> new ArrayList<>())
                .add(Figure.of(change)));
        for (Pending pending : pendings.openAndRejected()) {
            ModelKey key = new ModelKey(pending.provider(), pending.model());
            if (pending.outcome() == null) {
                open.put(key, pending);
            } else {
                rejected.computeIfAbsent(key, missing -> new HashSet<>()).addAll(questions(pending.figures()));
            }
        }
    }

    /** Raises, replaces and withdraws, within the transaction of the import. */
    Noted note(String name, Instant now, Act act) {
        int still = 0;
        int refused = 0;
        int withdrawn = 0;
        List<Raised> toWait = new ArrayList<>();
        for (ModelKey key : byName().values()) {
            List<Figure> asked = waiting.getOrDefault(key, List.of());
            Pending old = open.get(key);
            if (!asked.isEmpty() && wasRejected(key, asked)) {
                refused++;
                asked = List.of();
            }
            if (old != null && !asked.isEmpty() && sameFigures(old.figures(), asked)) {
                still++;
                continue;
            }
            if (old != null) {
                pendings.end(old.number(), asked.isEmpty() ? Outcome.WITHDRAWN : Outcome.REPLACED, now, act);
                withdrawn += asked.isEmpty() ? 1 : 0;
            }
            if (!asked.isEmpty()) {
                toWait.add(new Raised(key.provider(), key.model(), yaml(key), asked));
            }
        }
        pendings.add(toWait, name, now, act);
        return new Noted(toWait.size(), still, refused, withdrawn);
    }

    private Map<String, ModelKey> byName() {
        Map<String, ModelKey> names = new TreeMap<>();
        cards.keySet().forEach(key -> names.put(key.provider() + " " + key.model(), key));
        return names;
    }

    /** Whether everything that would wait by itself was rejected as it stands. */
    private boolean wasRejected(ModelKey key, List<Figure> asked) {
        Set<Figure.Question> before = rejected.getOrDefault(key, Set.of());
        return asked.stream()
                .filter(figure -> figure.verdict() != CostChange.Verdict.WITH_ITS_MODEL)
                .allMatch(figure -> before.contains(figure.question()));
    }

    private static boolean sameFigures(List<Figure> one, List<Figure> other) {
        return one.size() == other.size() && questions(other).containsAll(questions(one));
    }

    private static Set<Figure.Question> questions(List<Figure> figures) {
        return figures.stream().map(Figure::question).collect(Collectors.toSet());
    }

    private String yaml(ModelKey key) {
        return BookYaml.lasting(
                PriceBook.of(1, BookTerms.DEFAULT, cards.getOrDefault(key, List.of()), List.of()), Optional.empty());
    }
}
