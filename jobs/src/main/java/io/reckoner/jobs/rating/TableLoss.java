package io.reckoner.jobs.rating;

import io.reckoner.kernel.rating.ContextRule;
import io.reckoner.kernel.rating.Multiplier;
import io.reckoner.kernel.rating.RateCard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the card in effect until now states and a table could not say again. What it could say and does not is a change like
 * any other, told and held by {@link BookReview}.
 */
final class TableLoss {
    private final RateCard old;

    TableLoss(RateCard old) {
        this.old = old;
    }

    /** What is wrong with the card that follows, and how to mend it; empty where nothing is lost. */
    Optional<String> fault() {
        List<String> beyond = beyondTables();
        return beyond.isEmpty()
                ? Optional.empty()
                : Optional.of("the card in effect then has " + String.join(" and ", beyond)
                        + ", for which a table has no column; take the whole book with reckon price show > book.yaml, change"
                        + " the card there and import that");
    }

    /** Rules that a table has no column for. */
    private List<String> beyondTables() {
        List<String> rules = new ArrayList<>();
        if (!old.context().equals(ContextRule.DEFAULT)) {
            rules.add("a context rule of its own");
        }
        old.serviceTiers().stream()
                .filter(tier -> !tier.multiplier().equals(Multiplier.ONE))
                .forEach(tier -> rules.add("a multiplier of service tier " + tier.name()));
        old.windows().stream()
                .filter(window -> !window.multiplier().equals(Multiplier.ONE))
                .forEach(window -> rules.add("a multiplier from " + window.name()));
        if (!old.fallBacks().stated().isEmpty()) {
            rules.add("fall-backs of its own");
        }
        if (!old.unpriced().isEmpty()) {
            rules.add("rules for what has no price");
        }
        return rules;
    }
}
