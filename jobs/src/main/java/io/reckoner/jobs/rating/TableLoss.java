package io.reckoner.jobs.rating;

import io.reckoner.kernel.rating.ContextRule;
import io.reckoner.kernel.rating.CostBasis;
import io.reckoner.kernel.rating.Multiplier;
import io.reckoner.kernel.rating.PriceList;
import io.reckoner.kernel.rating.RateCard;
import java.util.ArrayList;
import java.util.List;

/** What the card in effect until now states, and rows of a table that follow it would drop without a word. */
final class TableLoss {
    private final RateCard old;

    TableLoss(RateCard old) {
        this.old = old;
    }

    /** What is wrong with rows of the card that follows, and how to mend it; nothing where nothing is lost. */
    List<String> in(List<PriceRow> rows) {
        List<String> faults = new ArrayList<>();
        List<String> beyond = beyondTables();
        if (!beyond.isEmpty()) {
            faults.add("the card in effect then has " + String.join(" and ", beyond)
                    + ", for which a table has no column; write the model in YAML, as reckon price show does");
        }
        List<String> unsaid = columns().stream()
                .filter(column -> rows.stream().noneMatch(row -> row.has(column)))
                .toList();
        if (!unsaid.isEmpty()) {
            faults.add("the card in effect then states " + String.join(", ", unsaid)
                    + ", and no row of this one does; fill these columns, or write the model in YAML, as reckon price"
                    + " show does");
        }
        return faults;
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

    /** Columns that a table may leave out, and one of this card could not. */
    private List<String> columns() {
        List<String> columns = new ArrayList<>();
        if (old.priceLists().flatMap(PriceList::all).anyMatch(price -> price.charge() != null)) {
            columns.add(PriceRow.CHARGE);
        }
        if (old.serviceTiers().stream().anyMatch(tier -> !tier.own().isEmpty())) {
            columns.add(PriceRow.SERVICE_TIER);
        }
        if (old.windows().stream().anyMatch(window -> !window.own().isEmpty())) {
            columns.add(PriceRow.WINDOW);
        }
        if (old.priceLists().anyMatch(list -> !list.tiers().isEmpty())) {
            columns.add(PriceRow.ABOVE);
        }
        if (old.costBasis() != CostBasis.BOOK) {
            columns.add(PriceRow.COST);
        }
        if (old.markUp() != null) {
            columns.add(PriceRow.MARK_UP);
        }
        return columns;
    }
}
