package io.reckoner.jobs.demo;

import io.reckoner.reports.facts.FactsQuery;
import io.reckoner.reports.facts.FactsSession;

/** Kinds of usage worth showing, as the facts have them, with what was charged. */
enum DemoFact {
    LATE("events late: settled at a later watermark, at their own price", "late"),
    LOST("events lost with a proxy, charged nothing", "outcome = 'lost'"),
    ESTIMATED("events with estimated usage", "usage_source = 'estimated'"),
    NEW_PRICES("events rated with a later version of the price book", "book_version > 1");

    private final String words;
    private final String condition;

    DemoFact(String words, String condition) {
        this.words = words;
        this.condition = condition;
    }

    String words() {
        return words;
    }

    DemoView.Tally in(FactsSession facts) {
        return facts.list(
                        FactsQuery.of("SELECT count(*), COALESCE(sum(charge), 0) FROM facts WHERE " + condition),
                        row -> new DemoView.Tally(row.getLong(1), row.getBigDecimal(2)))
                .getFirst();
    }
}
